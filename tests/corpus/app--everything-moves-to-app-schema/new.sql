CREATE SCHEMA app;
CREATE TYPE app.mood AS ENUM ('sad', 'ok');
CREATE TABLE app.t (id serial PRIMARY KEY, m app.mood DEFAULT 'ok');
CREATE FUNCTION app.f(app.mood) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1::text';
CREATE VIEW app.v AS SELECT id, app.f(m) AS m FROM app.t;
CREATE INDEX i ON app.t (app.f(m));
