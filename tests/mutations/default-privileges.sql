-- mutation: default-privileges.tables
-- delta: default-privilege.acl
ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT INSERT ON TABLES TO pg_monitor;
-- mutation: default-privileges.tables-revoked
-- delta: -default-privilege
ALTER DEFAULT PRIVILEGES IN SCHEMA app REVOKE SELECT ON TABLES FROM pg_monitor;
-- mutation: default-privileges.tables-grant-option
-- delta: default-privilege.acl
ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO pg_monitor WITH GRANT OPTION;
-- mutation: default-privileges.other-schema
-- delta: +default-privilege
ALTER DEFAULT PRIVILEGES IN SCHEMA side GRANT SELECT ON TABLES TO PUBLIC;
-- mutation: default-privileges.global-tables
-- delta: +default-privilege
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO pg_monitor;
-- mutation: default-privileges.sequences
-- delta: +default-privilege
ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT UPDATE ON SEQUENCES TO pg_monitor;
-- mutation: default-privileges.global-sequences-revoked
-- delta: -default-privilege
ALTER DEFAULT PRIVILEGES REVOKE USAGE ON SEQUENCES FROM pg_monitor;
-- mutation: default-privileges.functions-public-revoked
-- delta: +default-privilege
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
-- mutation: default-privileges.functions-in-schema
-- delta: +default-privilege
ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT EXECUTE ON FUNCTIONS TO pg_monitor;
-- mutation: default-privileges.types
-- delta: +default-privilege
ALTER DEFAULT PRIVILEGES REVOKE USAGE ON TYPES FROM PUBLIC;
-- mutation: default-privileges.types-in-schema
-- delta: +default-privilege
ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT USAGE ON TYPES TO pg_monitor;
-- mutation: default-privileges.schemas
-- delta: +default-privilege
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO pg_monitor;
-- mutation: default-privileges.of-another-role
-- delta: +default-privilege
ALTER DEFAULT PRIVILEGES FOR ROLE pg_monitor IN SCHEMA app GRANT SELECT ON TABLES TO PUBLIC;
