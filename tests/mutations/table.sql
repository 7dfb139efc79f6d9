-- mutation: table.present
-- delta: +column, +table
CREATE TABLE app.extra_table (id integer);
-- mutation: table.absent
-- delta: -column, -foreign-key, -table
DROP TABLE app.pair_use;
-- mutation: table.unlogged
-- delta: table.unlogged
ALTER TABLE app.pair_use SET UNLOGGED;
-- mutation: table.logged
-- delta: table.unlogged
ALTER TABLE app.scrap SET LOGGED;
-- mutation: table.schema
-- delta: +column, +foreign-key, +table, -column, -foreign-key, -table
ALTER TABLE app.pair_use SET SCHEMA side;
-- mutation: table.option-changed
-- delta: table.options
ALTER TABLE app.player SET (fillfactor = 71);
-- mutation: table.option-added
-- delta: table.options
ALTER TABLE app.player SET (autovacuum_vacuum_threshold = 1000);
-- mutation: table.option-dropped
-- delta: table.options
ALTER TABLE app.player RESET (autovacuum_enabled);
-- mutation: table.option-toast
-- delta: table.options
ALTER TABLE app.player SET (toast.autovacuum_enabled = false);
-- mutation: table.option-parallel-workers
-- delta: table.options
ALTER TABLE app.team SET (parallel_workers = 3);
-- mutation: table.replica-identity-full
-- delta: table.replica_identity
ALTER TABLE app.player REPLICA IDENTITY FULL;
-- mutation: table.replica-identity-nothing
-- delta: table.replica_identity
ALTER TABLE app.player REPLICA IDENTITY NOTHING;
-- mutation: table.replica-identity-index
-- delta: index.replica_identity, table.replica_identity
ALTER TABLE app.plain REPLICA IDENTITY USING INDEX plain_id;
-- mutation: table.cluster-index
-- delta: index.clustered
ALTER TABLE app.plain CLUSTER ON plain_n;
-- mutation: table.of-type-dropped
-- delta: table.of_type
ALTER TABLE app.typed NOT OF;
-- mutation: table.new-of-type
-- delta: +column, +table
CREATE TABLE app.soon_typed (x integer, y integer, label text COLLATE "C");
ALTER TABLE app.soon_typed OF app.spot;
-- mutation: table.row-security-on
-- delta: table.row_security
ALTER TABLE app.player ENABLE ROW LEVEL SECURITY;
-- mutation: table.row-security-off
-- delta: table.row_security
ALTER TABLE app.team DISABLE ROW LEVEL SECURITY;
-- mutation: table.force-row-security
-- delta: table.force_row_security
ALTER TABLE app.team FORCE ROW LEVEL SECURITY;
-- mutation: table.partitioning-strategy
-- delta: +column, +table
CREATE TABLE app.list_parent (id integer) PARTITION BY LIST (id);
-- mutation: table.tablespace since 15
-- delta: table.tablespace
ALTER TABLE app.pair_use SET TABLESPACE mutation_space;
-- mutation: table.access-method
-- delta: +access-method, table.access_method, table.acl
CREATE ACCESS METHOD other_heap TYPE TABLE HANDLER heap_tableam_handler;
DROP TABLE app.pair_use;
CREATE TABLE app.pair_use (a integer, b integer, CONSTRAINT pair_use_fk FOREIGN KEY (a, b) REFERENCES app.pair (a, b) MATCH FULL) USING other_heap;
-- mutation: table.access-method-of-partitioned since 17
-- delta: table.access_method
ALTER TABLE app.spread SET ACCESS METHOD heap;
