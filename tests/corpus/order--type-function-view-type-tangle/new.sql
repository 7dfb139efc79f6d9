CREATE TYPE k AS (a bigint, b text);
CREATE FUNCTION mk() RETURNS k LANGUAGE sql AS 'SELECT ROW(1, ''b'')::k';
CREATE VIEW v AS SELECT (mk()).a, (mk()).b;
CREATE FUNCTION fv() RETURNS SETOF v LANGUAGE sql AS 'SELECT * FROM v';
CREATE TYPE h AS (r v, k k[]);
CREATE TABLE u (h h);
