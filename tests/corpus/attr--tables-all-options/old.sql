CREATE TABLE t (a integer, b text, c bytea) WITH (fillfactor = 50, autovacuum_enabled = false, toast.autovacuum_enabled = false, user_catalog_table = true);
ALTER TABLE t ALTER b SET STORAGE MAIN, ALTER c SET STATISTICS 10;
CREATE INDEX i ON t (a) WITH (fillfactor = 60, deduplicate_items = off);
