-- mutation: materialized-view.present
-- delta: +materialized-view, +view-column
CREATE MATERIALIZED VIEW app.extra_matview AS SELECT 1 AS one;
-- mutation: materialized-view.absent
-- delta: -index, -materialized-view, -view-column
DROP MATERIALIZED VIEW app.per_team;
-- mutation: materialized-view.query
-- delta: materialized-view.acl, materialized-view.definition
DROP MATERIALIZED VIEW app.per_team;
CREATE MATERIALIZED VIEW app.per_team AS SELECT team_id, count(nick) AS n FROM app.player GROUP BY team_id;
CREATE UNIQUE INDEX per_team_idx ON app.per_team (team_id);
COMMENT ON MATERIALIZED VIEW app.per_team IS 'how many';
COMMENT ON COLUMN app.per_team.n IS 'head count';
-- mutation: materialized-view.option
-- delta: materialized-view.options
ALTER MATERIALIZED VIEW app.per_team SET (fillfactor = 85);
-- mutation: materialized-view.option-autovacuum
-- delta: materialized-view.options
ALTER MATERIALIZED VIEW app.per_team SET (autovacuum_enabled = false);
-- mutation: materialized-view.column-name
-- delta: +view-column, -view-column, materialized-view.definition
ALTER MATERIALIZED VIEW app.per_team RENAME COLUMN n TO heads;
-- mutation: materialized-view.column-storage
-- delta: +materialized-view, +view-column
CREATE MATERIALIZED VIEW app.nicks AS SELECT nick FROM app.player;
ALTER MATERIALIZED VIEW app.nicks ALTER COLUMN nick SET STORAGE PLAIN;
-- mutation: materialized-view.cluster-index
-- delta: index.clustered
ALTER MATERIALIZED VIEW app.per_team CLUSTER ON per_team_idx;
-- mutation: materialized-view.schema
-- delta: +index, +materialized-view, +view-column, -index, -materialized-view, -view-column
ALTER MATERIALIZED VIEW app.per_team SET SCHEMA side;
-- mutation: materialized-view.tablespace since 15
-- delta: materialized-view.tablespace
ALTER MATERIALIZED VIEW app.names SET TABLESPACE mutation_space;
-- mutation: materialized-view.access-method
-- delta: +access-method, materialized-view.access_method, materialized-view.acl
CREATE ACCESS METHOD other_heap TYPE TABLE HANDLER heap_tableam_handler;
DROP MATERIALIZED VIEW app.names;
CREATE MATERIALIZED VIEW app.names USING other_heap AS SELECT id, name FROM app.team;
-- mutation: materialized-view.column-collation
-- delta: materialized-view.acl, materialized-view.definition, view-column.collation
DROP MATERIALIZED VIEW app.names;
CREATE MATERIALIZED VIEW app.names AS SELECT id, name COLLATE "C" AS name FROM app.team;
-- mutation: materialized-view.column-storage-external
-- delta: view-column.storage
ALTER MATERIALIZED VIEW app.names ALTER COLUMN name SET STORAGE EXTERNAL;
-- mutation: materialized-view.column-compression since 14
-- delta: view-column.compression
ALTER MATERIALIZED VIEW app.names ALTER COLUMN name SET COMPRESSION pglz;
-- mutation: materialized-view.column-options
-- delta: view-column.options
ALTER MATERIALIZED VIEW app.names ALTER COLUMN name SET (n_distinct = 12);
