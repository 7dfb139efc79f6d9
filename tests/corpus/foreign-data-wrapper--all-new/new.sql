CREATE SCHEMA far;
CREATE FUNCTION far.check_options(text[], oid) RETURNS boolean LANGUAGE sql AS 'SELECT true';
CREATE FUNCTION far.handle() RETURNS fdw_handler LANGUAGE internal AS 'tsm_system_handler';
CREATE FOREIGN DATA WRAPPER "W ""w""" HANDLER far.handle VALIDATOR far.check_options OPTIONS ("Odd key" 'it''s', debug '', "user" 'a\b');
COMMENT ON FOREIGN DATA WRAPPER "W ""w""" IS 'a
wrapper';
GRANT USAGE ON FOREIGN DATA WRAPPER "W ""w""" TO pg_monitor WITH GRANT OPTION;
CREATE SERVER "S; s" TYPE 'it''s' VERSION '1''0' FOREIGN DATA WRAPPER "W ""w""" OPTIONS (host 'a,b', port '1', "order" 'x=y');
ALTER SERVER "S; s" OWNER TO pg_monitor;
GRANT USAGE ON FOREIGN SERVER "S; s" TO PUBLIC;
COMMENT ON SERVER "S; s" IS '--';
CREATE USER MAPPING FOR PUBLIC SERVER "S; s";
CREATE USER MAPPING FOR pg_monitor SERVER "S; s";
CREATE FOREIGN TABLE far."T t" ("Id" integer OPTIONS ("Column name" 'x''y') NOT NULL, note text COLLATE "C" DEFAULT 'a''b', twice integer GENERATED ALWAYS AS ("Id" * 2) STORED, CONSTRAINT "Positive" CHECK ("Id" > 0)) SERVER "S; s" OPTIONS (table_name 'T;t', "when" '');
COMMENT ON FOREIGN TABLE far."T t" IS 'far';
COMMENT ON COLUMN far."T t"."Id" IS 'key';
COMMENT ON CONSTRAINT "Positive" ON far."T t" IS 'above';
GRANT SELECT, INSERT (note) ON far."T t" TO pg_monitor;
CREATE VIEW far.v AS SELECT "Id", note FROM far."T t";
