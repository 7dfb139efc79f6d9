-- mutation: exclusion.present
-- delta: +exclusion-constraint
ALTER TABLE app.plain ADD CONSTRAINT plain_once EXCLUDE (n WITH =);
-- mutation: exclusion.absent
-- delta: -exclusion-constraint
ALTER TABLE app.player DROP CONSTRAINT player_busy;
-- mutation: exclusion.name
-- delta: +exclusion-constraint, -exclusion-constraint
ALTER TABLE app.player RENAME CONSTRAINT player_busy TO player_is_busy;
-- mutation: exclusion.operator
-- delta: exclusion-constraint.definition
ALTER TABLE app.player DROP CONSTRAINT player_busy;
ALTER TABLE app.player ADD CONSTRAINT player_busy EXCLUDE USING gist (team_id WITH <>, busy WITH &&) WHERE (team_id > 0);
COMMENT ON CONSTRAINT player_busy ON app.player IS 'one game at a time';
-- mutation: exclusion.elements
-- delta: exclusion-constraint.definition
ALTER TABLE app.player DROP CONSTRAINT player_busy;
ALTER TABLE app.player ADD CONSTRAINT player_busy EXCLUDE USING gist (busy WITH &&) WHERE (team_id > 0);
COMMENT ON CONSTRAINT player_busy ON app.player IS 'one game at a time';
-- mutation: exclusion.predicate
-- delta: exclusion-constraint.definition
ALTER TABLE app.player DROP CONSTRAINT player_busy;
ALTER TABLE app.player ADD CONSTRAINT player_busy EXCLUDE USING gist (team_id WITH =, busy WITH &&);
COMMENT ON CONSTRAINT player_busy ON app.player IS 'one game at a time';
-- mutation: exclusion.deferrable
-- delta: exclusion-constraint.definition
ALTER TABLE app.player DROP CONSTRAINT player_busy;
ALTER TABLE app.player ADD CONSTRAINT player_busy EXCLUDE USING gist (team_id WITH =, busy WITH &&) WHERE (team_id > 0) DEFERRABLE INITIALLY DEFERRED;
COMMENT ON CONSTRAINT player_busy ON app.player IS 'one game at a time';
-- mutation: exclusion.access-method
-- delta: +column, +exclusion-constraint, +table
CREATE TABLE app.only_once (n integer, CONSTRAINT only_once_n EXCLUDE USING hash (n WITH =));
-- mutation: exclusion.option
-- delta: exclusion-constraint.definition
ALTER INDEX app.player_busy SET (fillfactor = 80);
-- mutation: exclusion.tablespace since 15
-- delta: exclusion-constraint.tablespace
ALTER INDEX app.player_busy SET TABLESPACE mutation_space;
-- mutation: exclusion.clustered
-- delta: +column, +exclusion-constraint, +table, exclusion-constraint.clustered, exclusion-constraint.comment, exclusion-constraint.definition
CREATE TABLE app.span_use (during tstzrange, CONSTRAINT span_once EXCLUDE USING gist (during WITH &&));
ALTER TABLE app.player DROP CONSTRAINT player_busy;
ALTER TABLE app.player ADD CONSTRAINT player_busy EXCLUDE USING gist (team_id WITH =, busy WITH &&);
ALTER TABLE app.player CLUSTER ON player_busy;
-- mutation: exclusion.depends-on-extension
-- delta: exclusion-constraint.depends_on_extension
ALTER INDEX app.player_busy DEPENDS ON EXTENSION hstore;
