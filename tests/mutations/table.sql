-- mutation: table.present
CREATE TABLE app.extra_table (id integer);
-- mutation: table.absent
DROP TABLE app.pair_use;
-- mutation: table.unlogged
ALTER TABLE app.pair_use SET UNLOGGED;
-- mutation: table.logged
ALTER TABLE app.scrap SET LOGGED;
-- mutation: table.schema
ALTER TABLE app.pair_use SET SCHEMA side;
-- mutation: table.option-changed
ALTER TABLE app.player SET (fillfactor = 71);
-- mutation: table.option-added
ALTER TABLE app.player SET (autovacuum_vacuum_threshold = 1000);
-- mutation: table.option-dropped
ALTER TABLE app.player RESET (autovacuum_enabled);
-- mutation: table.option-toast
ALTER TABLE app.player SET (toast.autovacuum_enabled = false);
-- mutation: table.option-parallel-workers
ALTER TABLE app.team SET (parallel_workers = 3);
-- mutation: table.replica-identity-full
ALTER TABLE app.player REPLICA IDENTITY FULL;
-- mutation: table.replica-identity-nothing
ALTER TABLE app.player REPLICA IDENTITY NOTHING;
-- mutation: table.replica-identity-index
ALTER TABLE app.plain REPLICA IDENTITY USING INDEX plain_id;
-- mutation: table.cluster-index
ALTER TABLE app.plain CLUSTER ON plain_n;
-- mutation: table.of-type-dropped
ALTER TABLE app.typed NOT OF;
-- mutation: table.of-type-set
CREATE TABLE app.soon_typed (x integer, y integer, label text COLLATE "C");
ALTER TABLE app.soon_typed OF app.spot;
-- mutation: table.row-security-on
ALTER TABLE app.player ENABLE ROW LEVEL SECURITY;
-- mutation: table.row-security-off
ALTER TABLE app.team DISABLE ROW LEVEL SECURITY;
-- mutation: table.row-security-forced
ALTER TABLE app.team FORCE ROW LEVEL SECURITY;
-- mutation: table.partitioning-strategy
CREATE TABLE app.list_parent (id integer) PARTITION BY LIST (id);
