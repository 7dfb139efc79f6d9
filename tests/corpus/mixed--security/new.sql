CREATE SCHEMA sec;
CREATE TABLE sec.secret (id integer PRIMARY KEY, level integer, body text);

REVOKE ALL ON SCHEMA sec FROM PUBLIC;
GRANT USAGE ON SCHEMA sec TO pg_monitor;
CREATE FUNCTION sec.level() RETURNS smallint LANGUAGE sql STABLE SECURITY DEFINER SET search_path TO 'pg_catalog', 'pg_temp' AS 'SELECT 1::smallint';
REVOKE ALL ON FUNCTION sec.level() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sec.level() TO pg_monitor;
CREATE POLICY see ON sec.secret FOR SELECT TO pg_monitor USING (level <= sec.level());
CREATE POLICY never ON sec.secret AS RESTRICTIVE USING (body IS NOT NULL) WITH CHECK (false);
ALTER TABLE sec.secret ENABLE ROW LEVEL SECURITY;
ALTER TABLE sec.secret FORCE ROW LEVEL SECURITY;
CREATE VIEW sec.shown WITH (security_barrier = true) AS SELECT id, body FROM sec.secret WHERE level < 2;
GRANT SELECT (id) ON sec.shown TO pg_monitor;
ALTER TABLE sec.secret OWNER TO pg_read_all_settings;
