CREATE TABLE clean (id integer PRIMARY KEY, v text);
CREATE VIEW raw AS SELECT id, lower(v) AS v FROM clean;
CREATE FUNCTION get() RETURNS SETOF raw LANGUAGE sql AS 'SELECT * FROM raw';
