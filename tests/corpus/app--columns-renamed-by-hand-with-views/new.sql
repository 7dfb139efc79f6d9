CREATE TABLE cust (id integer PRIMARY KEY, name text, addr text);
CREATE TABLE ord (id integer PRIMARY KEY, cust integer REFERENCES cust);
CREATE VIEW cust_orders AS SELECT c.name, count(o.id) AS orders FROM cust c JOIN ord o ON o.cust = c.id GROUP BY c.id;
