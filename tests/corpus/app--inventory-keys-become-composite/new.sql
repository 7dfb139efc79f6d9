CREATE TABLE site (code varchar(5) PRIMARY KEY);
CREATE TABLE item (id integer, site varchar(5) NOT NULL REFERENCES site ON UPDATE CASCADE, PRIMARY KEY (site, id));
CREATE TABLE move (id serial PRIMARY KEY, item integer NOT NULL, n integer, site varchar(5) NOT NULL, FOREIGN KEY (site, item) REFERENCES item ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED);
CREATE VIEW stock AS SELECT i.id, i.site, sum(m.n) AS n FROM item i LEFT JOIN move m ON m.item = i.id AND m.site = i.site GROUP BY i.site, i.id;
