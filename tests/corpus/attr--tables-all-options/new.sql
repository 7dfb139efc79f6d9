CREATE UNLOGGED TABLE t (a integer, b text, c bytea) WITH (fillfactor = 70, parallel_workers = 2, toast_tuple_target = 4000, toast.vacuum_truncate = false);
ALTER TABLE t ALTER b SET STORAGE EXTENDED, ALTER c SET STORAGE EXTERNAL, ALTER c SET (n_distinct = 5);
CREATE INDEX i ON t (a) WITH (deduplicate_items = on);
ALTER TABLE t REPLICA IDENTITY FULL;
