CREATE TABLE wares (id integer, note text, price integer);
CREATE POLICY seen ON wares USING (price = 3);
CREATE TABLE goods (id integer);
CREATE TABLE fruit (ripe boolean) INHERITS (goods);
INSERT INTO fruit VALUES (1, true);
