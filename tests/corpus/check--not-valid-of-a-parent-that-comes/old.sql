CREATE TABLE goods (id integer);
CREATE TABLE fruit (ripe boolean) INHERITS (goods);
INSERT INTO fruit VALUES (1, true);
