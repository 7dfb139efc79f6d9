CREATE SCHEMA reporting;

ALTER SCHEMA reporting OWNER TO pg_monitor;
