CREATE TABLE usr (id serial PRIMARY KEY, login text, team integer, gone timestamptz);
CREATE UNIQUE INDEX usr_login_key ON usr (lower(login)) WHERE gone IS NULL;
CREATE TABLE team (id serial PRIMARY KEY, name text, gone timestamptz);
CREATE UNIQUE INDEX team_name_once ON team (name) WHERE gone IS NULL;
ALTER TABLE usr ADD FOREIGN KEY (team) REFERENCES team ON DELETE SET NULL;
CREATE RULE keep AS ON DELETE TO team DO INSTEAD UPDATE team SET gone = now() WHERE team.id = old.id;
CREATE VIEW live_usr AS SELECT * FROM usr WHERE gone IS NULL WITH LOCAL CHECK OPTION;
