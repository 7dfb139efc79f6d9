CREATE FUNCTION f(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE FUNCTION f(text, integer DEFAULT 0) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT ''t''';
CREATE TABLE t (a integer, b text, c text GENERATED ALWAYS AS (f(a)::text || f(b)) STORED);
CREATE INDEX i ON t (f(b), f(a));
