CREATE TABLE t (a int, b int, c int);
GRANT SELECT (a), INSERT (a), UPDATE (a) ON t TO pg_monitor;
GRANT SELECT (b) ON t TO pg_read_all_stats WITH GRANT OPTION;
GRANT SELECT ON t TO pg_read_all_stats;
GRANT UPDATE (c) ON t TO PUBLIC;
CREATE VIEW v AS SELECT a, b FROM t;
GRANT SELECT (a) ON v TO pg_monitor;
