CREATE TABLE usr (id serial PRIMARY KEY, login text UNIQUE, team integer);
CREATE TABLE team (id serial PRIMARY KEY, name text CONSTRAINT team_name_once UNIQUE);
ALTER TABLE usr ADD FOREIGN KEY (team) REFERENCES team;
CREATE RULE keep AS ON DELETE TO team DO INSTEAD NOTHING;
