-- What somebody else than the owner granted, through a grant option.
CREATE TABLE only_passed (a integer, b integer);
CREATE TABLE option_goes (a integer);
CREATE TABLE another_way (a integer);
CREATE TABLE long_chain (a integer);
CREATE TABLE on_columns (a integer, b integer);
CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE SCHEMA app;

GRANT SELECT, INSERT ON only_passed TO pg_monitor WITH GRANT OPTION;
GRANT SELECT ON option_goes TO pg_monitor WITH GRANT OPTION;
GRANT SELECT (a) ON option_goes TO pg_monitor;
GRANT SELECT ON another_way TO pg_monitor, pg_signal_backend WITH GRANT OPTION;
GRANT SELECT ON long_chain TO pg_monitor WITH GRANT OPTION;
GRANT SELECT (a), UPDATE (b) ON on_columns TO pg_monitor WITH GRANT OPTION;
GRANT EXECUTE ON FUNCTION f() TO pg_monitor WITH GRANT OPTION;
GRANT USAGE ON SCHEMA app TO pg_monitor WITH GRANT OPTION;

SET ROLE pg_monitor;
GRANT SELECT ON only_passed TO pg_read_server_files;
GRANT INSERT ON only_passed TO pg_read_server_files, pg_write_server_files;
GRANT SELECT ON option_goes TO pg_read_server_files;
GRANT SELECT ON another_way TO pg_read_server_files;
GRANT SELECT ON long_chain TO pg_signal_backend WITH GRANT OPTION;
GRANT SELECT (a) ON on_columns TO pg_read_server_files WITH GRANT OPTION;
GRANT EXECUTE ON FUNCTION f() TO pg_read_server_files;
GRANT USAGE ON SCHEMA app TO pg_read_server_files;
SET ROLE pg_signal_backend;
GRANT SELECT ON long_chain TO pg_read_server_files;
RESET ROLE;
