CREATE TABLE wares (id integer, n integer);
CREATE POLICY seen ON wares USING (n = 3);
CREATE TABLE goods (id integer);
CREATE TABLE fruit (ripe boolean) INHERITS (wares);
