CREATE TABLE cust (cust_id integer PRIMARY KEY, cust_name text, cust_addr text);
CREATE TABLE ord (id integer PRIMARY KEY, cust integer REFERENCES cust);
CREATE VIEW cust_orders AS SELECT c.cust_name, count(o.id) AS orders FROM cust c JOIN ord o ON o.cust = c.cust_id GROUP BY c.cust_id;
