CREATE TABLE a (id serial PRIMARY KEY);
CREATE TABLE b (id serial PRIMARY KEY, a_id integer NOT NULL REFERENCES a);
CREATE TABLE c (id serial PRIMARY KEY, b_id integer REFERENCES b, a_id integer REFERENCES a);
CREATE VIEW abc AS SELECT a.id AS a, b.id AS b, c.id AS c FROM a JOIN b ON b.a_id = a.id JOIN c ON c.b_id = b.id;
CREATE MATERIALIZED VIEW abc_count AS SELECT a, count(*) AS n FROM abc GROUP BY a;
CREATE UNIQUE INDEX abc_count_a ON abc_count (a);
CREATE FUNCTION b_of(x integer) RETURNS SETOF integer LANGUAGE sql AS 'SELECT id FROM b WHERE a_id = x';
