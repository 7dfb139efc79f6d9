CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE t (id serial PRIMARY KEY, m mood DEFAULT 'ok');
CREATE FUNCTION f(mood) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1::text';
CREATE VIEW v AS SELECT id, f(m) AS m FROM t;
CREATE INDEX i ON t (f(m));
