CREATE SCHEMA app;
CREATE FUNCTION app.start() RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT 1::bigint';
CREATE DOMAIN app.number AS bigint DEFAULT app.start() CONSTRAINT "number above" CHECK (VALUE >= app.start());
CREATE FUNCTION app.next(n app.number) RETURNS app.number LANGUAGE sql IMMUTABLE AS 'SELECT (n + 1)::app.number';
CREATE TABLE app.t (id app.number NOT NULL, many app.number[] DEFAULT ARRAY[app.next(3)]);
CREATE VIEW app.v AS SELECT id, app.next(id) AS following FROM app.t;
GRANT USAGE ON TYPE app.number TO pg_monitor;
COMMENT ON DOMAIN app.number IS 'a number';
