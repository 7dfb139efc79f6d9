CREATE EXTENSION citext;
GRANT SELECT (rolname) ON pg_catalog.pg_authid TO pg_monitor;
