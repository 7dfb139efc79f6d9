-- mutation: grant.schema-usage
GRANT USAGE ON SCHEMA side TO PUBLIC;
-- mutation: grant.schema-create
GRANT CREATE ON SCHEMA app TO pg_monitor;
-- mutation: grant.schema-revoked
REVOKE USAGE ON SCHEMA app FROM pg_monitor;
-- mutation: grant.schema-grant-option
GRANT USAGE ON SCHEMA app TO pg_monitor WITH GRANT OPTION;
-- mutation: grant.schema-public
GRANT CREATE ON SCHEMA public TO pg_monitor;
-- mutation: grant.enum
GRANT USAGE ON TYPE app.spare_enum TO pg_monitor WITH GRANT OPTION;
-- mutation: grant.enum-revoked-from-public
REVOKE USAGE ON TYPE app.mood FROM PUBLIC;
-- mutation: grant.composite
REVOKE USAGE ON TYPE app.spot FROM PUBLIC;
-- mutation: grant.domain
REVOKE USAGE ON DOMAIN app.mail FROM PUBLIC;
-- mutation: grant.range
REVOKE USAGE ON TYPE app.float_span FROM PUBLIC;
-- mutation: grant.sequence-select
GRANT SELECT ON SEQUENCE app.counter TO pg_monitor;
-- mutation: grant.sequence-update
GRANT UPDATE ON SEQUENCE app.loose TO pg_signal_backend;
-- mutation: grant.sequence-revoked
REVOKE ALL ON SEQUENCE app.counter FROM pg_monitor;
-- mutation: grant.table-select
GRANT SELECT ON app.player TO PUBLIC;
-- mutation: grant.table-insert
GRANT INSERT ON app.player TO pg_monitor;
-- mutation: grant.table-update
GRANT UPDATE ON app.player TO pg_monitor;
-- mutation: grant.table-delete
GRANT DELETE ON app.player TO pg_monitor;
-- mutation: grant.table-truncate
GRANT TRUNCATE ON app.player TO pg_monitor;
-- mutation: grant.table-references
GRANT REFERENCES ON app.player TO pg_monitor;
-- mutation: grant.table-trigger
GRANT TRIGGER ON app.player TO pg_monitor;
-- mutation: grant.table-grant-option
GRANT SELECT ON app.team TO pg_monitor WITH GRANT OPTION;
-- mutation: grant.table-revoked
REVOKE SELECT ON app.team FROM pg_monitor;
-- mutation: grant.table-owner-revoked
REVOKE DELETE ON app.team FROM CURRENT_USER;
-- mutation: grant.table-partition
GRANT SELECT ON app.event_2023 TO pg_monitor;
-- mutation: grant.column-select
GRANT SELECT (nick) ON app.player TO pg_monitor;
-- mutation: grant.column-insert
GRANT INSERT (nick, height) ON app.player TO pg_monitor;
-- mutation: grant.column-references
GRANT REFERENCES (id) ON app.player TO pg_monitor;
-- mutation: grant.column-grant-option
GRANT UPDATE (motto) ON app.team TO pg_monitor WITH GRANT OPTION;
-- mutation: grant.column-revoked
REVOKE UPDATE (motto) ON app.team FROM pg_monitor;
-- mutation: grant.view
GRANT INSERT ON app.tall TO pg_monitor;
-- mutation: grant.view-column
GRANT SELECT (nick) ON app.tall TO pg_signal_backend;
-- mutation: grant.view-revoked
REVOKE SELECT ON app.tall FROM pg_monitor;
-- mutation: grant.materialized-view
GRANT SELECT ON app.per_team TO PUBLIC;
-- mutation: grant.function
GRANT EXECUTE ON FUNCTION app.add(integer, integer) TO pg_monitor;
-- mutation: grant.function-public-back
GRANT EXECUTE ON FUNCTION app.listed(integer) TO PUBLIC;
-- mutation: grant.function-revoked-from-public
REVOKE EXECUTE ON FUNCTION app.add(integer, integer) FROM PUBLIC;
-- mutation: grant.function-grant-option
GRANT EXECUTE ON FUNCTION app.listed(integer) TO pg_monitor WITH GRANT OPTION;
-- mutation: grant.procedure
REVOKE EXECUTE ON PROCEDURE app.tidy(integer) FROM PUBLIC;
-- mutation: grant.aggregate
REVOKE EXECUTE ON FUNCTION app.longest(text) FROM PUBLIC;
-- mutation: grant.extension-member
GRANT EXECUTE ON FUNCTION side.akeys(side.hstore) TO pg_monitor;
