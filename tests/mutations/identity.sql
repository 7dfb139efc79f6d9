-- mutation: identity.present
-- delta: +identity
ALTER TABLE app.plain ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;
-- mutation: identity.absent
-- delta: -identity
ALTER TABLE app.player ALTER COLUMN id DROP IDENTITY;
-- mutation: identity.generation
-- delta: identity.always
ALTER TABLE app.player ALTER COLUMN id SET GENERATED ALWAYS;
-- mutation: identity.start
-- delta: identity.start
ALTER TABLE app.player ALTER COLUMN id SET START WITH 6;
-- mutation: identity.increment
-- delta: identity.increment
ALTER TABLE app.player ALTER COLUMN id SET INCREMENT BY 6;
-- mutation: identity.minimum
-- delta: identity.minimum
ALTER TABLE app.player ALTER COLUMN id SET MINVALUE 2;
-- mutation: identity.maximum
-- delta: identity.maximum
ALTER TABLE app.player ALTER COLUMN id SET MAXVALUE 100000;
-- mutation: identity.cache
-- delta: identity.cache
ALTER TABLE app.player ALTER COLUMN id SET CACHE 10;
-- mutation: identity.cycle
-- delta: identity.cycle
ALTER TABLE app.player ALTER COLUMN id SET CYCLE;
-- mutation: identity.sequence-name
-- delta: identity.sequence
ALTER SEQUENCE app.player_id_seq RENAME TO player_number_seq;
-- mutation: identity.grant
-- delta: identity.acl
GRANT USAGE ON SEQUENCE app.player_id_seq TO pg_monitor;
-- mutation: identity.comment
-- delta: identity.comment
COMMENT ON SEQUENCE app.player_id_seq IS 'numbers of players';
-- mutation: identity.persistence since 15
-- delta: identity.persistence
ALTER SEQUENCE app.player_id_seq SET UNLOGGED;
