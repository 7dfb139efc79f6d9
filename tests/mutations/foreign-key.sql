-- mutation: foreign-key.present
-- delta: +foreign-key
ALTER TABLE app.plain ADD CONSTRAINT plain_team FOREIGN KEY (n) REFERENCES app.team (id);
-- mutation: foreign-key.absent
-- delta: -foreign-key
ALTER TABLE app.pair_use DROP CONSTRAINT pair_use_fk;
-- mutation: foreign-key.name
-- delta: +foreign-key, -foreign-key
ALTER TABLE app.player RENAME CONSTRAINT player_buddy TO player_friend;
-- mutation: foreign-key.on-update
-- delta: foreign-key.on_update
ALTER TABLE app.player DROP CONSTRAINT player_team;
ALTER TABLE app.player ADD CONSTRAINT player_team FOREIGN KEY (team_id) REFERENCES app.team (id) ON DELETE SET NULL;
COMMENT ON CONSTRAINT player_team ON app.player IS 'may be free';
-- mutation: foreign-key.on-delete
-- delta: foreign-key.on_delete
ALTER TABLE app.player DROP CONSTRAINT player_team;
ALTER TABLE app.player ADD CONSTRAINT player_team FOREIGN KEY (team_id) REFERENCES app.team (id) ON UPDATE CASCADE ON DELETE RESTRICT;
COMMENT ON CONSTRAINT player_team ON app.player IS 'may be free';
-- mutation: foreign-key.on-delete-cascade
-- delta: foreign-key.on_delete
ALTER TABLE app.player DROP CONSTRAINT player_team;
ALTER TABLE app.player ADD CONSTRAINT player_team FOREIGN KEY (team_id) REFERENCES app.team (id) ON UPDATE CASCADE ON DELETE CASCADE;
COMMENT ON CONSTRAINT player_team ON app.player IS 'may be free';
-- mutation: foreign-key.on-delete-set-default
-- delta: foreign-key.on_delete
ALTER TABLE app.player DROP CONSTRAINT player_team;
ALTER TABLE app.player ADD CONSTRAINT player_team FOREIGN KEY (team_id) REFERENCES app.team (id) ON UPDATE CASCADE ON DELETE SET DEFAULT;
COMMENT ON CONSTRAINT player_team ON app.player IS 'may be free';
-- mutation: foreign-key.on-delete-columns since 15
-- delta: foreign-key.on_delete, foreign-key.on_delete_columns
ALTER TABLE app.pair_use DROP CONSTRAINT pair_use_fk;
ALTER TABLE app.pair_use ADD CONSTRAINT pair_use_fk FOREIGN KEY (a, b) REFERENCES app.pair (a, b) MATCH FULL ON DELETE SET NULL (b);
-- mutation: foreign-key.match
-- delta: foreign-key.match
ALTER TABLE app.pair_use DROP CONSTRAINT pair_use_fk;
ALTER TABLE app.pair_use ADD CONSTRAINT pair_use_fk FOREIGN KEY (a, b) REFERENCES app.pair (a, b);
-- mutation: foreign-key.columns
-- delta: foreign-key.columns
ALTER TABLE app.pair_use DROP CONSTRAINT pair_use_fk;
ALTER TABLE app.pair_use ADD CONSTRAINT pair_use_fk FOREIGN KEY (b, a) REFERENCES app.pair (a, b) MATCH FULL;
-- mutation: foreign-key.referenced-columns
-- delta: foreign-key.referenced_columns
ALTER TABLE app.pair_use DROP CONSTRAINT pair_use_fk;
ALTER TABLE app.pair_use ADD CONSTRAINT pair_use_fk FOREIGN KEY (a, b) REFERENCES app.pair (b, a) MATCH FULL;
-- mutation: foreign-key.referenced-table
-- delta: foreign-key.referenced
ALTER TABLE app.player DROP CONSTRAINT player_buddy;
ALTER TABLE app.player ADD CONSTRAINT player_buddy FOREIGN KEY (buddy_id) REFERENCES app.team (id) DEFERRABLE INITIALLY DEFERRED;
-- mutation: foreign-key.deferrable
-- delta: foreign-key.deferrable
ALTER TABLE app.player ALTER CONSTRAINT player_team DEFERRABLE;
-- mutation: foreign-key.not-deferrable
-- delta: foreign-key.deferrable, foreign-key.initially_deferred
ALTER TABLE app.player ALTER CONSTRAINT player_buddy NOT DEFERRABLE;
-- mutation: foreign-key.initially
-- delta: foreign-key.initially_deferred
ALTER TABLE app.player ALTER CONSTRAINT player_buddy DEFERRABLE INITIALLY IMMEDIATE;
-- mutation: foreign-key.not-valid
-- delta: foreign-key.not_valid
ALTER TABLE app.pair_use DROP CONSTRAINT pair_use_fk;
ALTER TABLE app.pair_use ADD CONSTRAINT pair_use_fk FOREIGN KEY (a, b) REFERENCES app.pair (a, b) MATCH FULL NOT VALID;
-- mutation: foreign-key.not-enforced since 18
-- delta: foreign-key.not_enforced
ALTER TABLE app.player ALTER CONSTRAINT player_team NOT ENFORCED;
-- mutation: foreign-key.period since 18
-- delta: +column, foreign-key.columns, foreign-key.match, foreign-key.period, foreign-key.referenced_columns, unique-constraint.columns, unique-constraint.period
ALTER TABLE app.pair ADD COLUMN during daterange, DROP CONSTRAINT pair_key CASCADE;
ALTER TABLE app.pair ADD CONSTRAINT pair_key UNIQUE (a, b, during WITHOUT OVERLAPS);
ALTER TABLE app.pair_use ADD COLUMN during daterange;
ALTER TABLE app.pair_use ADD CONSTRAINT pair_use_fk FOREIGN KEY (a, b, PERIOD during) REFERENCES app.pair (a, b, PERIOD during);
