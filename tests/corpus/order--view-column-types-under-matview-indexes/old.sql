CREATE TABLE t (a integer, b varchar(10), c numeric(5,1));
CREATE VIEW v AS SELECT a, b, c FROM t;
CREATE MATERIALIZED VIEW m AS SELECT a, b, c FROM v;
CREATE INDEX m_b ON m (b varchar_pattern_ops);
CREATE INDEX m_a ON m USING hash (a);
CREATE STATISTICS m_s ON a, b FROM m;
ALTER MATERIALIZED VIEW m CLUSTER ON m_b;
