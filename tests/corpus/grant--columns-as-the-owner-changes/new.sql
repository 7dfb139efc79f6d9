CREATE TABLE t (a integer, b integer, c integer);
CREATE TABLE u (a integer);
ALTER TABLE t OWNER TO pg_signal_backend;
ALTER TABLE u OWNER TO pg_signal_backend;
GRANT UPDATE (b) ON t TO pg_monitor;
GRANT INSERT (c) ON t TO pg_signal_backend;
GRANT SELECT (a) ON u TO pg_read_server_files;
