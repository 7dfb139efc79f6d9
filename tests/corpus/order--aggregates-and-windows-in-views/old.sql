CREATE FUNCTION acc(state integer, v integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT state + v';
CREATE AGGREGATE total(integer) (SFUNC = acc, STYPE = integer, INITCOND = '0');
CREATE TABLE t (g text, n integer);
CREATE VIEW v AS SELECT g, total(n) AS n, total(n) FILTER (WHERE n > 1) AS m FROM t GROUP BY g;
CREATE VIEW w AS SELECT g, total(n) OVER (PARTITION BY g ORDER BY n ROWS UNBOUNDED PRECEDING) AS n FROM t;
