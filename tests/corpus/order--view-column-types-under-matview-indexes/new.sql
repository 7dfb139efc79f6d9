CREATE TABLE t (a bigint, b varchar(20), c numeric(7,3));
CREATE VIEW v AS SELECT a, b, c FROM t;
CREATE MATERIALIZED VIEW m AS SELECT a, b, c FROM v;
CREATE INDEX m_b ON m (b varchar_pattern_ops);
CREATE INDEX m_a ON m USING hash (a);
CREATE STATISTICS m_s ON a, b FROM m;
ALTER MATERIALIZED VIEW m CLUSTER ON m_b;
