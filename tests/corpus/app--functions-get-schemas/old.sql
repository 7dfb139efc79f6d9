CREATE FUNCTION add(a integer, b integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT a + b';
CREATE TABLE t (x integer DEFAULT add(1, 2), y integer GENERATED ALWAYS AS (add(3, 4)) STORED, CHECK (add(x, 1) > 0));
CREATE INDEX t_add ON t (add(x, 5));
CREATE VIEW v AS SELECT add(x, y) AS s FROM t;
