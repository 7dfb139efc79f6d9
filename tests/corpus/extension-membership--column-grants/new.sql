CREATE EXTENSION citext;
GRANT SELECT (rolname, oid) ON pg_catalog.pg_authid TO pg_monitor WITH GRANT OPTION;
GRANT SELECT (subname) ON pg_catalog.pg_subscription TO PUBLIC;
