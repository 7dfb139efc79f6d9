CREATE FUNCTION acc(state bigint, v bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT state + v';
CREATE AGGREGATE total(bigint) (SFUNC = acc, STYPE = bigint, INITCOND = '0', PARALLEL = SAFE, COMBINEFUNC = acc);
CREATE TABLE t (g text, n bigint);
CREATE VIEW v AS SELECT g, total(n) AS n, total(n) FILTER (WHERE n > 1) AS m FROM t GROUP BY g;
CREATE VIEW w AS SELECT g, total(n) OVER (PARTITION BY g ORDER BY n ROWS UNBOUNDED PRECEDING) AS n FROM t;
