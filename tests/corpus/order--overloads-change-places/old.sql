CREATE FUNCTION f(integer) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT ''i''';
CREATE FUNCTION f(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT ''t''';
CREATE TABLE t (a integer, b text, c text GENERATED ALWAYS AS (f(a) || f(b)) STORED);
CREATE INDEX i ON t (f(b), f(a));
