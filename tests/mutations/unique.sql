-- mutation: unique.present
-- delta: +unique-constraint
ALTER TABLE app.team ADD CONSTRAINT team_motto_key UNIQUE (motto);
-- mutation: unique.absent
-- delta: -unique-constraint
ALTER TABLE app.team DROP CONSTRAINT team_code_key;
-- mutation: unique.name
-- delta: +unique-constraint, -unique-constraint
ALTER TABLE app.player RENAME CONSTRAINT player_nick_key TO player_nick_once;
-- mutation: unique.columns
-- delta: unique-constraint.columns
ALTER TABLE app.player DROP CONSTRAINT player_nick_key;
ALTER TABLE app.player ADD CONSTRAINT player_nick_key UNIQUE (nick, width) INCLUDE (height);
-- mutation: unique.include
-- delta: unique-constraint.include
ALTER TABLE app.player DROP CONSTRAINT player_nick_key;
ALTER TABLE app.player ADD CONSTRAINT player_nick_key UNIQUE (nick);
-- mutation: unique.not-deferrable
-- delta: unique-constraint.deferrable, unique-constraint.initially_deferred
ALTER TABLE app.team DROP CONSTRAINT team_name_founded;
ALTER TABLE app.team ADD CONSTRAINT team_name_founded UNIQUE (name, founded);
-- mutation: unique.initially
-- delta: unique-constraint.initially_deferred
ALTER TABLE app.team DROP CONSTRAINT team_name_founded;
ALTER TABLE app.team ADD CONSTRAINT team_name_founded UNIQUE (name, founded) DEFERRABLE INITIALLY IMMEDIATE;
-- mutation: unique.nulls-not-distinct since 15
-- delta: unique-constraint.nulls_not_distinct
ALTER TABLE app.player DROP CONSTRAINT player_nick_key;
ALTER TABLE app.player ADD CONSTRAINT player_nick_key UNIQUE NULLS NOT DISTINCT (nick) INCLUDE (height);
-- mutation: unique.option
-- delta: unique-constraint.options
ALTER INDEX app.player_nick_key SET (fillfactor = 60);
-- mutation: unique.index-instead
-- delta: +index, -unique-constraint
ALTER TABLE app.player DROP CONSTRAINT player_nick_key;
CREATE UNIQUE INDEX player_nick_key ON app.player (nick) INCLUDE (height);
-- mutation: unique.constraint-instead
-- delta: +unique-constraint, -index
ALTER TABLE app.plain ADD CONSTRAINT plain_id UNIQUE USING INDEX plain_id;
-- mutation: unique.tablespace since 15
-- delta: unique-constraint.tablespace
ALTER INDEX app.team_code_key SET TABLESPACE mutation_space;
-- mutation: unique.clustered
-- delta: unique-constraint.clustered
ALTER TABLE app.team CLUSTER ON team_code_key;
-- mutation: unique.replica-identity
-- delta: table.replica_identity, unique-constraint.replica_identity
ALTER TABLE app.team REPLICA IDENTITY USING INDEX team_code_key;
-- mutation: unique.depends-on-extension
-- delta: unique-constraint.depends_on_extension
ALTER INDEX app.team_code_key DEPENDS ON EXTENSION hstore;
-- mutation: unique.period since 18
-- delta: unique-constraint.period
ALTER TABLE app.player DROP CONSTRAINT player_nick_key;
ALTER TABLE app.player ADD CONSTRAINT player_nick_key UNIQUE (nick, busy WITHOUT OVERLAPS);
