-- mutation: unique.present
ALTER TABLE app.team ADD CONSTRAINT team_motto_key UNIQUE (motto);
-- mutation: unique.absent
ALTER TABLE app.team DROP CONSTRAINT team_code_key;
-- mutation: unique.name
ALTER TABLE app.player RENAME CONSTRAINT player_nick_key TO player_nick_once;
-- mutation: unique.columns
ALTER TABLE app.player DROP CONSTRAINT player_nick_key;
ALTER TABLE app.player ADD CONSTRAINT player_nick_key UNIQUE (nick, width) INCLUDE (height);
-- mutation: unique.include
ALTER TABLE app.player DROP CONSTRAINT player_nick_key;
ALTER TABLE app.player ADD CONSTRAINT player_nick_key UNIQUE (nick);
-- mutation: unique.not-deferrable
ALTER TABLE app.team DROP CONSTRAINT team_name_founded;
ALTER TABLE app.team ADD CONSTRAINT team_name_founded UNIQUE (name, founded);
-- mutation: unique.initially
ALTER TABLE app.team DROP CONSTRAINT team_name_founded;
ALTER TABLE app.team ADD CONSTRAINT team_name_founded UNIQUE (name, founded) DEFERRABLE INITIALLY IMMEDIATE;
-- mutation: unique.nulls-not-distinct since 15
ALTER TABLE app.player DROP CONSTRAINT player_nick_key;
ALTER TABLE app.player ADD CONSTRAINT player_nick_key UNIQUE NULLS NOT DISTINCT (nick) INCLUDE (height);
-- mutation: unique.option
ALTER INDEX app.player_nick_key SET (fillfactor = 60);
-- mutation: unique.index-instead
ALTER TABLE app.player DROP CONSTRAINT player_nick_key;
CREATE UNIQUE INDEX player_nick_key ON app.player (nick) INCLUDE (height);
-- mutation: unique.constraint-instead
ALTER TABLE app.plain ADD CONSTRAINT plain_id UNIQUE USING INDEX plain_id;
