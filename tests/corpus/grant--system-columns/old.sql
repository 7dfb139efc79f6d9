CREATE TABLE t (a integer, b integer);
CREATE TABLE gone (a integer);
CREATE TABLE parts (a integer) PARTITION BY LIST (a);
GRANT SELECT (ctid, xmin) ON t TO pg_monitor;
GRANT SELECT (tableoid) ON t TO pg_monitor WITH GRANT OPTION;
GRANT SELECT (ctid) ON gone TO pg_monitor;
SET ROLE pg_monitor;
GRANT SELECT (tableoid) ON t TO pg_read_server_files;
RESET ROLE;
