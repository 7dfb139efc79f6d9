-- mutation: foreign-key.present
ALTER TABLE app.plain ADD CONSTRAINT plain_team FOREIGN KEY (n) REFERENCES app.team (id);
-- mutation: foreign-key.absent
ALTER TABLE app.pair_use DROP CONSTRAINT pair_use_fk;
-- mutation: foreign-key.name
ALTER TABLE app.player RENAME CONSTRAINT player_buddy TO player_friend;
-- mutation: foreign-key.on-update
ALTER TABLE app.player DROP CONSTRAINT player_team;
ALTER TABLE app.player ADD CONSTRAINT player_team FOREIGN KEY (team_id) REFERENCES app.team (id) ON DELETE SET NULL;
COMMENT ON CONSTRAINT player_team ON app.player IS 'may be free';
-- mutation: foreign-key.on-delete
ALTER TABLE app.player DROP CONSTRAINT player_team;
ALTER TABLE app.player ADD CONSTRAINT player_team FOREIGN KEY (team_id) REFERENCES app.team (id) ON UPDATE CASCADE ON DELETE RESTRICT;
COMMENT ON CONSTRAINT player_team ON app.player IS 'may be free';
-- mutation: foreign-key.on-delete-cascade
ALTER TABLE app.player DROP CONSTRAINT player_team;
ALTER TABLE app.player ADD CONSTRAINT player_team FOREIGN KEY (team_id) REFERENCES app.team (id) ON UPDATE CASCADE ON DELETE CASCADE;
COMMENT ON CONSTRAINT player_team ON app.player IS 'may be free';
-- mutation: foreign-key.on-delete-set-default
ALTER TABLE app.player DROP CONSTRAINT player_team;
ALTER TABLE app.player ADD CONSTRAINT player_team FOREIGN KEY (team_id) REFERENCES app.team (id) ON UPDATE CASCADE ON DELETE SET DEFAULT;
COMMENT ON CONSTRAINT player_team ON app.player IS 'may be free';
-- mutation: foreign-key.on-delete-columns since 15
ALTER TABLE app.pair_use DROP CONSTRAINT pair_use_fk;
ALTER TABLE app.pair_use ADD CONSTRAINT pair_use_fk FOREIGN KEY (a, b) REFERENCES app.pair (a, b) MATCH FULL ON DELETE SET NULL (b);
-- mutation: foreign-key.match
ALTER TABLE app.pair_use DROP CONSTRAINT pair_use_fk;
ALTER TABLE app.pair_use ADD CONSTRAINT pair_use_fk FOREIGN KEY (a, b) REFERENCES app.pair (a, b);
-- mutation: foreign-key.columns
ALTER TABLE app.pair_use DROP CONSTRAINT pair_use_fk;
ALTER TABLE app.pair_use ADD CONSTRAINT pair_use_fk FOREIGN KEY (b, a) REFERENCES app.pair (a, b) MATCH FULL;
-- mutation: foreign-key.referenced-columns
ALTER TABLE app.pair_use DROP CONSTRAINT pair_use_fk;
ALTER TABLE app.pair_use ADD CONSTRAINT pair_use_fk FOREIGN KEY (a, b) REFERENCES app.pair (b, a) MATCH FULL;
-- mutation: foreign-key.referenced-table
ALTER TABLE app.player DROP CONSTRAINT player_buddy;
ALTER TABLE app.player ADD CONSTRAINT player_buddy FOREIGN KEY (buddy_id) REFERENCES app.team (id) DEFERRABLE INITIALLY DEFERRED;
-- mutation: foreign-key.deferrable
ALTER TABLE app.player ALTER CONSTRAINT player_team DEFERRABLE;
-- mutation: foreign-key.not-deferrable
ALTER TABLE app.player ALTER CONSTRAINT player_buddy NOT DEFERRABLE;
-- mutation: foreign-key.initially
ALTER TABLE app.player ALTER CONSTRAINT player_buddy DEFERRABLE INITIALLY IMMEDIATE;
-- mutation: foreign-key.not-valid
ALTER TABLE app.pair_use DROP CONSTRAINT pair_use_fk;
ALTER TABLE app.pair_use ADD CONSTRAINT pair_use_fk FOREIGN KEY (a, b) REFERENCES app.pair (a, b) MATCH FULL NOT VALID;
