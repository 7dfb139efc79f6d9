-- mutation: foreign-data-wrapper.present
-- delta: +foreign-data-wrapper
CREATE FOREIGN DATA WRAPPER "Other far" VALIDATOR postgresql_fdw_validator;
-- mutation: foreign-data-wrapper.absent
-- delta: -foreign-data-wrapper, -foreign-server
DROP SERVER bare_server;
DROP FOREIGN DATA WRAPPER bare_wrapper;
-- mutation: foreign-data-wrapper.name
-- delta: +foreign-data-wrapper, -foreign-data-wrapper, foreign-server.wrapper
ALTER FOREIGN DATA WRAPPER bare_wrapper RENAME TO "bare Wrapper";
-- mutation: foreign-data-wrapper.handler
-- delta: foreign-data-wrapper.handler
ALTER FOREIGN DATA WRAPPER far HANDLER app.handle_far;
-- mutation: foreign-data-wrapper.validator-other
-- delta: foreign-data-wrapper.validator
ALTER FOREIGN DATA WRAPPER bare_wrapper VALIDATOR app.check_options;
-- mutation: foreign-data-wrapper.validator-none
-- delta: foreign-data-wrapper.validator
ALTER FOREIGN DATA WRAPPER far NO VALIDATOR;
-- mutation: foreign-data-wrapper.foreign-options-set
-- delta: foreign-data-wrapper.foreign_options
ALTER FOREIGN DATA WRAPPER far OPTIONS (SET debug 'on');
-- mutation: foreign-data-wrapper.foreign-options-added
-- delta: foreign-data-wrapper.foreign_options
ALTER FOREIGN DATA WRAPPER bare_wrapper OPTIONS (ADD "odd Key" 'it''s = a \ value');
-- mutation: foreign-data-wrapper.foreign-options-dropped
-- delta: foreign-data-wrapper.foreign_options
ALTER FOREIGN DATA WRAPPER far OPTIONS (DROP trace);
-- mutation: foreign-server.present
-- delta: +foreign-server
CREATE SERVER "Other Server" FOREIGN DATA WRAPPER far;
-- mutation: foreign-server.absent
-- delta: -foreign-server
DROP SERVER bare_server;
-- mutation: foreign-server.name
-- delta: +foreign-server, -foreign-server
ALTER SERVER bare_server RENAME TO "bare Server";
-- mutation: foreign-server.type
-- delta: foreign-server.type
DROP SERVER bare_server;
CREATE SERVER bare_server TYPE 'quay' FOREIGN DATA WRAPPER bare_wrapper;
-- mutation: foreign-server.wrapper
-- delta: foreign-server.wrapper
DROP SERVER bare_server;
CREATE SERVER bare_server FOREIGN DATA WRAPPER far;
-- mutation: foreign-server.version
-- delta: foreign-server.version
ALTER SERVER harbour VERSION '13.1';
-- mutation: foreign-server.version-first
-- delta: foreign-server.version
ALTER SERVER bare_server VERSION 'one';
-- mutation: foreign-server.version-none
-- delta: foreign-server.version
ALTER SERVER harbour VERSION NULL;
-- mutation: foreign-server.foreign-options-set
-- delta: foreign-server.foreign_options
ALTER SERVER harbour OPTIONS (SET host 'elsewhere.invalid');
-- mutation: foreign-server.foreign-options-added
-- delta: foreign-server.foreign_options
ALTER SERVER harbour OPTIONS (ADD port '6000');
-- mutation: foreign-server.foreign-options-dropped
-- delta: foreign-server.foreign_options
ALTER SERVER harbour OPTIONS (DROP dbname);
-- mutation: user-mapping.present
-- delta: +user-mapping
CREATE USER MAPPING FOR pg_monitor SERVER bare_server;
-- mutation: user-mapping.present-of-public
-- delta: +user-mapping
CREATE USER MAPPING FOR PUBLIC SERVER bare_server;
-- mutation: user-mapping.absent
-- delta: -user-mapping
DROP USER MAPPING FOR PUBLIC SERVER harbour;
-- mutation: user-mapping.role
-- delta: +user-mapping, -user-mapping
DROP USER MAPPING FOR pg_monitor SERVER harbour;
CREATE USER MAPPING FOR pg_signal_backend SERVER harbour;
-- mutation: user-mapping.options
-- delta: user-mapping.options
ALTER USER MAPPING FOR pg_monitor SERVER harbour OPTIONS (ADD "user" 'joe');
-- mutation: user-mapping.options-empty
-- delta: user-mapping.options
ALTER USER MAPPING FOR PUBLIC SERVER harbour OPTIONS (ADD "user" '');
-- mutation: foreign-table.present
-- delta: +foreign-table
CREATE FOREIGN TABLE app."Boat" () SERVER bare_server;
-- mutation: foreign-table.absent
-- delta: -check-constraint, -column, -default, -foreign-table, -trigger
DROP FOREIGN TABLE app.ship;
-- mutation: foreign-table.name
-- delta: +check-constraint, +column, +default, +foreign-table, +trigger, -check-constraint, -column, -default, -foreign-table, -trigger
ALTER FOREIGN TABLE app.ship RENAME TO vessel;
-- mutation: foreign-table.server
-- delta: -trigger, column.comment, foreign-table.comment, foreign-table.server
DROP FOREIGN TABLE app.ship;
CREATE FOREIGN TABLE app.ship (id integer OPTIONS (column_name 'ID', key 'true') NOT NULL, name text COLLATE "C" DEFAULT 'no name', tons numeric, CONSTRAINT ship_tons CHECK (tons > 0)) SERVER bare_server OPTIONS (schema_name 's', table_name 'ship');
-- mutation: foreign-table.foreign-options-set
-- delta: foreign-table.foreign_options
ALTER FOREIGN TABLE app.ship OPTIONS (SET table_name 'Ship');
-- mutation: foreign-table.foreign-options-added
-- delta: foreign-table.foreign_options
ALTER FOREIGN TABLE app.ship OPTIONS (ADD updatable 'false');
-- mutation: foreign-table.foreign-options-dropped
-- delta: foreign-table.foreign_options
ALTER FOREIGN TABLE app.ship OPTIONS (DROP schema_name);
-- mutation: foreign-table.becomes-table
-- delta: +table, -foreign-table, -trigger, column.comment, column.foreign_options
DROP FOREIGN TABLE app.ship;
CREATE TABLE app.ship (id integer NOT NULL, name text COLLATE "C" DEFAULT 'no name', tons numeric, CONSTRAINT ship_tons CHECK (tons > 0));
-- mutation: column.foreign-options-set
-- delta: column.foreign_options
ALTER FOREIGN TABLE app.ship ALTER COLUMN id OPTIONS (SET column_name 'ident');
-- mutation: column.foreign-options-added
-- delta: column.foreign_options
ALTER FOREIGN TABLE app.ship ALTER COLUMN name OPTIONS (ADD column_name 'NAME');
-- mutation: column.foreign-options-dropped
-- delta: column.foreign_options
ALTER FOREIGN TABLE app.ship ALTER COLUMN id OPTIONS (DROP key);
-- mutation: column.type-of-foreign
-- delta: check-constraint.expression, column.type
ALTER FOREIGN TABLE app.ship ALTER COLUMN tons TYPE double precision;
-- mutation: column.type-of-foreign-back
-- delta: -default, column.collation, column.type
ALTER FOREIGN TABLE app.ship ALTER COLUMN name DROP DEFAULT, ALTER COLUMN name TYPE integer;
-- mutation: column.not-null-of-foreign
-- delta: column.not_null
ALTER FOREIGN TABLE app.ship ALTER COLUMN tons SET NOT NULL;
-- mutation: column.statistics-of-foreign
-- delta: column.statistics
ALTER FOREIGN TABLE app.ship ALTER COLUMN name SET STATISTICS 9;
-- mutation: column.options-of-foreign
-- delta: column.options
ALTER FOREIGN TABLE app.ship ALTER COLUMN name SET (n_distinct = 12);
-- mutation: column.storage-of-foreign
-- delta: column.storage
ALTER FOREIGN TABLE app.ship ALTER COLUMN name SET STORAGE PLAIN;
-- mutation: column.present-in-foreign
-- delta: +column, +default
ALTER FOREIGN TABLE app.ship ADD COLUMN flag text OPTIONS (column_name 'FLAG') COLLATE "C" NOT NULL DEFAULT 'none';
-- mutation: column.absent-in-foreign
-- delta: -column, -default
ALTER FOREIGN TABLE app.ship DROP COLUMN name;
-- mutation: default.expression-of-foreign
-- delta: default.expression
ALTER FOREIGN TABLE app.ship ALTER COLUMN name SET DEFAULT 'nameless';
-- mutation: default.absent-in-foreign
-- delta: -default
ALTER FOREIGN TABLE app.ship ALTER COLUMN name DROP DEFAULT;
-- mutation: generated.present-in-foreign
-- delta: +column, +generation-expression
ALTER FOREIGN TABLE app.ship ADD COLUMN half numeric GENERATED ALWAYS AS (tons / 2) STORED;
-- mutation: check-constraint.present-in-foreign
-- delta: +check-constraint
ALTER FOREIGN TABLE app.ship ADD CONSTRAINT ship_name CHECK (name <> '') NOT VALID;
-- mutation: check-constraint.no-inherit-of-foreign
-- delta: check-constraint.no_inherit
ALTER FOREIGN TABLE app.ship DROP CONSTRAINT ship_tons, ADD CONSTRAINT ship_tons CHECK (tons > 0) NO INHERIT;
-- mutation: trigger.present-on-foreign
-- delta: +trigger
CREATE TRIGGER ship_many AFTER UPDATE ON app.ship FOR EACH STATEMENT EXECUTE FUNCTION app.on_many();
-- mutation: trigger.firing-on-foreign
-- delta: trigger.firing
ALTER FOREIGN TABLE app.ship DISABLE TRIGGER ship_row;
-- mutation: inheritance.present-of-foreign
-- delta: +check-constraint, +column, +default, +foreign-table, +inheritance
CREATE FOREIGN TABLE app.wolf (howl text) INHERITS (app.animal) SERVER harbour;
-- mutation: partition-bound.present-of-foreign
-- delta: +column, +foreign-table, +partition-bound
CREATE FOREIGN TABLE app.drawer_3 PARTITION OF app.drawer FOR VALUES IN (3) SERVER harbour OPTIONS (table_name 'drawer');
-- mutation: comment.foreign-data-wrapper
-- delta: foreign-data-wrapper.comment
COMMENT ON FOREIGN DATA WRAPPER far IS 'further';
-- mutation: comment.foreign-server
-- delta: foreign-server.comment
COMMENT ON SERVER harbour IS NULL;
-- mutation: comment.foreign-table
-- delta: foreign-table.comment
COMMENT ON FOREIGN TABLE app.ship IS NULL;
-- mutation: comment.column-of-foreign
-- delta: column.comment
COMMENT ON COLUMN app.ship.tons IS 'gross';
-- mutation: comment.statistics-object
-- delta: statistics-object.comment
COMMENT ON STATISTICS app.sample_ab IS 'apart';
-- mutation: comment.publication
-- delta: publication.comment
COMMENT ON PUBLICATION news IS 'for a few';
-- mutation: owner.foreign-data-wrapper
-- delta: foreign-data-wrapper.owner
ALTER FOREIGN DATA WRAPPER bare_wrapper OWNER TO mutation_superuser;
-- mutation: owner.foreign-server
-- delta: foreign-server.acl, foreign-server.owner
ALTER SERVER harbour OWNER TO pg_monitor;
-- mutation: owner.foreign-table
-- delta: foreign-table.acl, foreign-table.owner
ALTER FOREIGN TABLE app.ship OWNER TO pg_monitor;
-- mutation: owner.statistics-object
-- delta: statistics-object.owner
ALTER STATISTICS app.sample_ab OWNER TO pg_monitor;
-- mutation: owner.publication
-- delta: publication.owner
ALTER PUBLICATION news OWNER TO pg_monitor;
-- mutation: grant.foreign-data-wrapper
-- delta: foreign-data-wrapper.acl
GRANT USAGE ON FOREIGN DATA WRAPPER far TO PUBLIC;
-- mutation: grant.foreign-data-wrapper-option
-- delta: foreign-data-wrapper.acl
GRANT USAGE ON FOREIGN DATA WRAPPER far TO pg_monitor WITH GRANT OPTION;
-- mutation: grant.foreign-server
-- delta: foreign-server.acl
REVOKE USAGE ON FOREIGN SERVER harbour FROM pg_monitor;
-- mutation: grant.foreign-server-public
-- delta: foreign-server.acl
GRANT USAGE ON FOREIGN SERVER bare_server TO PUBLIC;
-- mutation: grant.foreign-table
-- delta: foreign-table.acl
GRANT INSERT ON app.ship TO pg_monitor;
-- mutation: grant.column-of-foreign
-- delta: column.acl
GRANT UPDATE (tons) ON app.ship TO pg_monitor;
