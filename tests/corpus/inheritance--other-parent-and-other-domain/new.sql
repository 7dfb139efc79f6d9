CREATE DOMAIN code AS numeric(12);
CREATE TABLE wares (id code, weight integer);
CREATE TABLE fruit (ripe boolean) INHERITS (wares);
