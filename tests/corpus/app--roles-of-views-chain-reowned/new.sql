CREATE TABLE t (a bigint, b text, c integer);
CREATE VIEW v1 AS SELECT a, c, b FROM t;
CREATE VIEW v2 AS SELECT a FROM v1;
CREATE VIEW v3 AS SELECT count(*) AS n, max(a) AS m FROM v2;
ALTER VIEW v2 OWNER TO pg_monitor;
ALTER TABLE t OWNER TO pg_read_all_stats;
GRANT SELECT ON v1 TO pg_read_all_stats;
GRANT SELECT ON v2 TO PUBLIC;
GRANT SELECT, TRUNCATE ON t TO pg_monitor;
