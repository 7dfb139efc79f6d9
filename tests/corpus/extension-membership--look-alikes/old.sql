CREATE SCHEMA x;
CREATE EXTENSION hstore WITH SCHEMA x;

CREATE FUNCTION x.akeys(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE TABLE x.hstore_log (id integer, h x.hstore);
