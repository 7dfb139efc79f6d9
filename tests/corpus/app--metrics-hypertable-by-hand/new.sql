CREATE TABLE metric (at timestamptz NOT NULL, name text NOT NULL, v double precision, host text DEFAULT 'local' NOT NULL) PARTITION BY LIST (host);
CREATE TABLE metric_local PARTITION OF metric FOR VALUES IN ('local') PARTITION BY RANGE (at);
CREATE TABLE metric_local_old PARTITION OF metric_local FOR VALUES FROM (MINVALUE) TO ('2024-01-01 00:00+00');
CREATE TABLE metric_local_new PARTITION OF metric_local FOR VALUES FROM ('2024-01-01 00:00+00') TO (MAXVALUE);
CREATE TABLE metric_else PARTITION OF metric DEFAULT;
CREATE INDEX metric_brin ON metric USING brin (at) WITH (pages_per_range = 8);
CREATE INDEX metric_name ON metric (name, at DESC);
ALTER TABLE metric_local_old SET (autovacuum_enabled = false);
ALTER INDEX metric_else_name_at_idx RENAME TO "else by name";
