CREATE TABLE t (a integer, b integer);
CREATE VIEW v WITH (security_barrier = true, check_option = local) AS SELECT a, b FROM t WHERE a > 0;
CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t;
ALTER MATERIALIZED VIEW m ALTER a SET STATISTICS 5;
