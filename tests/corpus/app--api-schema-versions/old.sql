CREATE SCHEMA data;
CREATE SCHEMA api_v1;
CREATE TABLE data.person (id integer PRIMARY KEY, first text, last text);
CREATE VIEW api_v1.person AS SELECT id, first || ' ' || last AS name FROM data.person;
CREATE FUNCTION api_v1.find(q text) RETURNS SETOF api_v1.person LANGUAGE sql STABLE AS 'SELECT * FROM api_v1.person WHERE name ILIKE q';
GRANT USAGE ON SCHEMA api_v1 TO PUBLIC;
GRANT SELECT ON api_v1.person TO PUBLIC;
