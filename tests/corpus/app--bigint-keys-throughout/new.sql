CREATE TABLE a (id bigserial PRIMARY KEY);
CREATE TABLE b (id bigserial PRIMARY KEY, a_id bigint NOT NULL REFERENCES a);
CREATE TABLE c (id bigserial PRIMARY KEY, b_id bigint REFERENCES b, a_id bigint REFERENCES a);
CREATE VIEW abc AS SELECT a.id AS a, b.id AS b, c.id AS c FROM a JOIN b ON b.a_id = a.id JOIN c ON c.b_id = b.id;
CREATE MATERIALIZED VIEW abc_count AS SELECT a, count(*) AS n FROM abc GROUP BY a;
CREATE UNIQUE INDEX abc_count_a ON abc_count (a);
CREATE FUNCTION b_of(x bigint) RETURNS SETOF bigint LANGUAGE sql AS 'SELECT id FROM b WHERE a_id = x';
