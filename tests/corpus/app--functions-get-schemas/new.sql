CREATE SCHEMA lib;
CREATE FUNCTION lib.add(a integer, b integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT a + b';
CREATE TABLE t (x integer DEFAULT lib.add(1, 2), y integer GENERATED ALWAYS AS (lib.add(3, 4)) STORED, CHECK (lib.add(x, 1) > 0));
CREATE INDEX t_add ON t (lib.add(x, 5));
CREATE VIEW v AS SELECT lib.add(x, y) AS s FROM t;
