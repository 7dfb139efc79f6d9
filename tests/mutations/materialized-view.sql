-- mutation: materialized-view.present
CREATE MATERIALIZED VIEW app.extra_matview AS SELECT 1 AS one;
-- mutation: materialized-view.absent
DROP MATERIALIZED VIEW app.per_team;
-- mutation: materialized-view.query
DROP MATERIALIZED VIEW app.per_team;
CREATE MATERIALIZED VIEW app.per_team AS SELECT team_id, count(nick) AS n FROM app.player GROUP BY team_id;
CREATE UNIQUE INDEX per_team_idx ON app.per_team (team_id);
COMMENT ON MATERIALIZED VIEW app.per_team IS 'how many';
COMMENT ON COLUMN app.per_team.n IS 'head count';
-- mutation: materialized-view.option
ALTER MATERIALIZED VIEW app.per_team SET (fillfactor = 85);
-- mutation: materialized-view.option-autovacuum
ALTER MATERIALIZED VIEW app.per_team SET (autovacuum_enabled = false);
-- mutation: materialized-view.column-name
ALTER MATERIALIZED VIEW app.per_team RENAME COLUMN n TO heads;
-- mutation: materialized-view.column-storage
CREATE MATERIALIZED VIEW app.nicks AS SELECT nick FROM app.player;
ALTER MATERIALIZED VIEW app.nicks ALTER COLUMN nick SET STORAGE PLAIN;
-- mutation: materialized-view.cluster-index
ALTER MATERIALIZED VIEW app.per_team CLUSTER ON per_team_idx;
-- mutation: materialized-view.schema
ALTER MATERIALIZED VIEW app.per_team SET SCHEMA side;
