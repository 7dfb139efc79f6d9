CREATE SCHEMA sec;
CREATE TABLE sec.secret (id integer PRIMARY KEY, level integer, body text);

CREATE FUNCTION sec.level() RETURNS integer LANGUAGE sql STABLE AS 'SELECT 1';
CREATE POLICY see ON sec.secret FOR SELECT USING (level <= sec.level());
ALTER TABLE sec.secret ENABLE ROW LEVEL SECURITY;
CREATE VIEW sec.shown AS SELECT id, body FROM sec.secret;
GRANT SELECT ON sec.shown TO PUBLIC;
