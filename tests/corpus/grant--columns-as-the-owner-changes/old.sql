-- ALTER TABLE ... OWNER TO makes the former owner's rights on columns those of the new one.
CREATE TABLE t (a integer, b integer, c integer);
CREATE TABLE u (a integer);
ALTER TABLE t OWNER TO pg_monitor;
ALTER TABLE u OWNER TO pg_monitor;
GRANT SELECT (a) ON t TO pg_monitor;
GRANT UPDATE (b) ON t TO pg_monitor, pg_signal_backend;
GRANT SELECT (a) ON u TO pg_signal_backend WITH GRANT OPTION;
SET ROLE pg_signal_backend;
GRANT SELECT (a) ON u TO pg_read_server_files;
RESET ROLE;
