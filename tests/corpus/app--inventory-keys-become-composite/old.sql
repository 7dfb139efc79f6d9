CREATE TABLE site (code char(3) PRIMARY KEY);
CREATE TABLE item (id integer PRIMARY KEY, site char(3) NOT NULL REFERENCES site);
CREATE TABLE move (id serial PRIMARY KEY, item integer NOT NULL REFERENCES item, n integer);
CREATE VIEW stock AS SELECT i.id, i.site, sum(m.n) AS n FROM item i LEFT JOIN move m ON m.item = i.id GROUP BY i.id;
