-- mutation: exclusion.present
ALTER TABLE app.plain ADD CONSTRAINT plain_once EXCLUDE (n WITH =);
-- mutation: exclusion.absent
ALTER TABLE app.player DROP CONSTRAINT player_busy;
-- mutation: exclusion.name
ALTER TABLE app.player RENAME CONSTRAINT player_busy TO player_is_busy;
-- mutation: exclusion.operator
ALTER TABLE app.player DROP CONSTRAINT player_busy;
ALTER TABLE app.player ADD CONSTRAINT player_busy EXCLUDE USING gist (team_id WITH <>, busy WITH &&) WHERE (team_id > 0);
COMMENT ON CONSTRAINT player_busy ON app.player IS 'one game at a time';
-- mutation: exclusion.elements
ALTER TABLE app.player DROP CONSTRAINT player_busy;
ALTER TABLE app.player ADD CONSTRAINT player_busy EXCLUDE USING gist (busy WITH &&) WHERE (team_id > 0);
COMMENT ON CONSTRAINT player_busy ON app.player IS 'one game at a time';
-- mutation: exclusion.predicate
ALTER TABLE app.player DROP CONSTRAINT player_busy;
ALTER TABLE app.player ADD CONSTRAINT player_busy EXCLUDE USING gist (team_id WITH =, busy WITH &&);
COMMENT ON CONSTRAINT player_busy ON app.player IS 'one game at a time';
-- mutation: exclusion.deferrable
ALTER TABLE app.player DROP CONSTRAINT player_busy;
ALTER TABLE app.player ADD CONSTRAINT player_busy EXCLUDE USING gist (team_id WITH =, busy WITH &&) WHERE (team_id > 0) DEFERRABLE INITIALLY DEFERRED;
COMMENT ON CONSTRAINT player_busy ON app.player IS 'one game at a time';
-- mutation: exclusion.access-method
CREATE TABLE app.only_once (n integer, CONSTRAINT only_once_n EXCLUDE USING hash (n WITH =));
-- mutation: exclusion.option
ALTER INDEX app.player_busy SET (fillfactor = 80);
