CREATE TABLE t (a integer, b text, c jsonb, d int4range, e tsvector, f point);
CREATE UNIQUE INDEX i1 ON t (a DESC NULLS LAST, lower(b) COLLATE "POSIX" text_pattern_ops) INCLUDE (d) WHERE a IS NOT NULL;
CREATE INDEX i2 ON t USING gin (c jsonb_path_ops) WITH (gin_pending_list_limit = 128);
CREATE INDEX i3 ON t USING gist (d) INCLUDE (a) WITH (buffering = on);
CREATE INDEX i4 ON t USING gist (e tsvector_ops (siglen = 100));
CREATE INDEX i5 ON t USING brin (a, b) WITH (pages_per_range = 32, autosummarize = on);
CREATE INDEX i6 ON t USING spgist (f kd_point_ops);
ALTER INDEX i1 ALTER COLUMN 2 SET STATISTICS 77;
