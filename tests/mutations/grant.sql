-- mutation: grant.schema-usage
-- delta: schema.acl
GRANT USAGE ON SCHEMA side TO PUBLIC;
-- mutation: grant.schema-create
-- delta: schema.acl
GRANT CREATE ON SCHEMA app TO pg_monitor;
-- mutation: grant.schema-revoked
-- delta: schema.acl
REVOKE USAGE ON SCHEMA app FROM pg_monitor;
-- mutation: grant.schema-grant-option
-- delta: schema.acl
GRANT USAGE ON SCHEMA app TO pg_monitor WITH GRANT OPTION;
-- mutation: grant.schema-public
-- delta: schema.acl
GRANT CREATE ON SCHEMA public TO pg_monitor;
-- mutation: grant.enum
-- delta: enum.acl
GRANT USAGE ON TYPE app.spare_enum TO pg_monitor WITH GRANT OPTION;
-- mutation: grant.enum-revoked-from-public
-- delta: enum.acl
REVOKE USAGE ON TYPE app.mood FROM PUBLIC;
-- mutation: grant.composite
-- delta: composite-type.acl
REVOKE USAGE ON TYPE app.spot FROM PUBLIC;
-- mutation: grant.domain
-- delta: domain.acl
REVOKE USAGE ON DOMAIN app.mail FROM PUBLIC;
-- mutation: grant.range
-- delta: range-type.acl
REVOKE USAGE ON TYPE app.float_span FROM PUBLIC;
-- mutation: grant.sequence-select
-- delta: sequence.acl
GRANT SELECT ON SEQUENCE app.counter TO pg_monitor;
-- mutation: grant.sequence-update
-- delta: sequence.acl
GRANT UPDATE ON SEQUENCE app.loose TO pg_signal_backend;
-- mutation: grant.sequence-revoked
-- delta: sequence.acl
REVOKE ALL ON SEQUENCE app.counter FROM pg_monitor;
-- mutation: grant.table-select
-- delta: table.acl
GRANT SELECT ON app.player TO PUBLIC;
-- mutation: grant.table-insert
-- delta: table.acl
GRANT INSERT ON app.player TO pg_monitor;
-- mutation: grant.table-update
-- delta: table.acl
GRANT UPDATE ON app.player TO pg_monitor;
-- mutation: grant.table-delete
-- delta: table.acl
GRANT DELETE ON app.player TO pg_monitor;
-- mutation: grant.table-truncate
-- delta: table.acl
GRANT TRUNCATE ON app.player TO pg_monitor;
-- mutation: grant.table-references
-- delta: table.acl
GRANT REFERENCES ON app.player TO pg_monitor;
-- mutation: grant.table-trigger
-- delta: table.acl
GRANT TRIGGER ON app.player TO pg_monitor;
-- mutation: grant.table-grant-option
-- delta: table.acl
GRANT SELECT ON app.team TO pg_monitor WITH GRANT OPTION;
-- mutation: grant.table-revoked
-- delta: table.acl
REVOKE SELECT ON app.team FROM pg_monitor;
-- mutation: grant.table-owner-revoked
-- delta: table.acl
REVOKE DELETE ON app.team FROM CURRENT_USER;
-- mutation: grant.table-partition
-- delta: table.acl
GRANT SELECT ON app.event_2023 TO pg_monitor;
-- mutation: grant.column-select
-- delta: column.acl
GRANT SELECT (nick) ON app.player TO pg_monitor;
-- mutation: grant.column-insert
-- delta: column.acl
GRANT INSERT (nick, height) ON app.player TO pg_monitor;
-- mutation: grant.column-references
-- delta: column.acl
GRANT REFERENCES (id) ON app.player TO pg_monitor;
-- mutation: grant.column-grant-option
-- delta: column.acl
GRANT UPDATE (motto) ON app.team TO pg_monitor WITH GRANT OPTION;
-- mutation: grant.column-revoked
-- delta: column.acl
REVOKE UPDATE (motto) ON app.team FROM pg_monitor;
-- mutation: grant.system-column
-- delta: +grant-on-a-system-column
GRANT SELECT (ctid) ON app.player TO pg_monitor;
-- mutation: grant.system-column-option
-- delta: grant-on-a-system-column.acl
GRANT SELECT (xmin) ON app.player TO pg_monitor WITH GRANT OPTION;
-- mutation: grant.system-column-revoked
-- delta: -grant-on-a-system-column
REVOKE SELECT (xmin) ON app.player FROM pg_monitor;
-- mutation: grant.view
-- delta: view.acl
GRANT INSERT ON app.tall TO pg_monitor;
-- mutation: grant.view-column
-- delta: view-column.acl
GRANT SELECT (nick) ON app.tall TO pg_signal_backend;
-- mutation: grant.view-revoked
-- delta: view.acl
REVOKE SELECT ON app.tall FROM pg_monitor;
-- mutation: grant.materialized-view
-- delta: materialized-view.acl
GRANT SELECT ON app.per_team TO PUBLIC;
-- mutation: grant.function
-- delta: function.acl
GRANT EXECUTE ON FUNCTION app.add(integer, integer) TO pg_monitor;
-- mutation: grant.function-public-back
-- delta: function.acl
GRANT EXECUTE ON FUNCTION app.listed(integer) TO PUBLIC;
-- mutation: grant.function-revoked-from-public
-- delta: function.acl
REVOKE EXECUTE ON FUNCTION app.add(integer, integer) FROM PUBLIC;
-- mutation: grant.function-grant-option
-- delta: function.acl
GRANT EXECUTE ON FUNCTION app.listed(integer) TO pg_monitor WITH GRANT OPTION;
-- mutation: grant.procedure
-- delta: procedure.acl
REVOKE EXECUTE ON PROCEDURE app.tidy(integer) FROM PUBLIC;
-- mutation: grant.aggregate
-- delta: aggregate.acl
REVOKE EXECUTE ON FUNCTION app.longest(text) FROM PUBLIC;
-- mutation: grant.on-extension-member
-- delta: +grant-on-a-member
GRANT EXECUTE ON FUNCTION side.akeys(side.hstore) TO pg_monitor;
-- mutation: grant.on-extension-member-gone
-- delta: -grant-on-a-member
REVOKE EXECUTE ON FUNCTION side.avals(side.hstore) FROM pg_monitor;
-- mutation: grant.on-extension-member-other
-- delta: grant-on-a-member.acl
GRANT EXECUTE ON FUNCTION side.avals(side.hstore) TO pg_monitor WITH GRANT OPTION;
-- mutation: grant.language
-- delta: language.acl
REVOKE USAGE ON LANGUAGE pl_more FROM PUBLIC;
GRANT USAGE ON LANGUAGE pl_more TO pg_monitor;
-- mutation: grant.base-type
-- delta: base-type.acl
REVOKE USAGE ON TYPE app.token FROM pg_monitor;
REVOKE USAGE ON TYPE app.token FROM PUBLIC;
