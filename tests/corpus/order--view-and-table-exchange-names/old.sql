CREATE TABLE raw (id integer PRIMARY KEY, v text);
CREATE VIEW clean AS SELECT id, upper(v) AS v FROM raw;
CREATE FUNCTION get() RETURNS SETOF clean LANGUAGE sql AS 'SELECT * FROM clean';
