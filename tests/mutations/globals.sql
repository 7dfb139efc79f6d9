-- mutation: role.present
-- delta: +role
CREATE ROLE g_new LOGIN CREATEROLE CONNECTION LIMIT 3;
-- mutation: role.absent
-- delta: -role
DROP ROLE g_gone;
-- mutation: role.name
-- delta: +role, -role
ALTER ROLE g_gone RENAME TO "G gone";
-- mutation: role.superuser
-- delta: role.superuser
ALTER ROLE g_owner SUPERUSER;
-- mutation: role.inherit
-- delta: role.inherit
ALTER ROLE g_group INHERIT;
-- mutation: role.inherit-not
-- delta: role.inherit
ALTER ROLE g_owner NOINHERIT;
-- mutation: role.create-role
-- delta: role.create_role
ALTER ROLE g_owner CREATEROLE;
-- mutation: role.create-database
-- delta: role.create_database
ALTER ROLE g_owner NOCREATEDB;
-- mutation: role.login
-- delta: role.login
ALTER ROLE "g User" NOLOGIN;
-- mutation: role.replication
-- delta: role.replication
ALTER ROLE g_owner REPLICATION;
-- mutation: role.bypass-rls
-- delta: role.bypass_rls
ALTER ROLE g_owner BYPASSRLS;
-- mutation: role.connection-limit
-- delta: role.connection_limit
ALTER ROLE "g User" CONNECTION LIMIT 8;
-- mutation: role.connection-limit-none
-- delta: role.connection_limit
ALTER ROLE "g User" CONNECTION LIMIT -1;
-- mutation: role.valid-until
-- delta: role.valid_until
ALTER ROLE "g User" VALID UNTIL '2032-02-03 04:05:06.789+01';
-- mutation: role.valid-until-none
-- delta: role.valid_until
ALTER ROLE "g User" VALID UNTIL 'infinity';
-- mutation: comment.role
-- delta: role.comment
COMMENT ON ROLE "g User" IS E'a\nuser''s';
-- mutation: comment.role-absent
-- delta: role.comment
COMMENT ON ROLE g_group IS NULL;
-- mutation: membership.present
-- delta: +membership
GRANT g_other TO "g User";
-- mutation: membership.present-of-predefined
-- delta: +membership
GRANT pg_read_all_settings TO g_other WITH ADMIN OPTION;
-- mutation: membership.absent
-- delta: -membership
REVOKE g_group FROM g_owner;
-- mutation: membership.admin
-- delta: membership.admin
GRANT g_group TO g_owner WITH ADMIN OPTION;
-- mutation: membership.admin-not
-- delta: membership.admin
REVOKE ADMIN OPTION FOR g_group FROM "g User";
-- mutation: membership.inherit since 16
-- delta: membership.inherit
GRANT g_group TO g_owner WITH INHERIT FALSE;
-- mutation: membership.set since 16
-- delta: membership.set
GRANT g_group TO g_owner WITH SET FALSE;
-- mutation: role-setting.present
-- delta: +role-setting
ALTER ROLE g_owner SET work_mem = '8MB';
-- mutation: role-setting.present-here
-- delta: +role-setting
ALTER ROLE "g User" IN DATABASE base SET search_path = '';
-- mutation: role-setting.absent
-- delta: -role-setting
ALTER ROLE g_owner IN DATABASE base RESET ALL;
-- mutation: role-setting.absent-of-all
-- delta: -role-setting
ALTER ROLE ALL RESET ALL;
-- mutation: role-setting.settings
-- delta: role-setting.settings
ALTER ROLE "g User" SET search_path = "Odd, one", '$user';
-- mutation: role-setting.settings-more
-- delta: role-setting.settings
ALTER ROLE "g User" SET datestyle = 'ISO, DMY';
-- mutation: role-setting.settings-less
-- delta: role-setting.settings
ALTER ROLE "g User" RESET g."Own";
-- mutation: role-setting.settings-of-all
-- delta: role-setting.settings
ALTER ROLE ALL SET g.everybody = 'y, z';
-- mutation: database.connection-limit
-- delta: database.connection_limit
ALTER DATABASE base CONNECTION LIMIT 77;
-- mutation: database.settings
-- delta: database.settings
ALTER DATABASE base SET statement_timeout = 80000;
-- mutation: database.settings-less
-- delta: database.settings
ALTER DATABASE base RESET search_path;
-- mutation: comment.database
-- delta: database.comment
COMMENT ON DATABASE base IS 'another base';
-- mutation: owner.database
-- delta: database.owner
ALTER DATABASE base OWNER TO g_owner;
-- mutation: grant.database
-- delta: database.acl
GRANT CONNECT ON DATABASE base TO g_other WITH GRANT OPTION;
-- mutation: grant.database-public
-- delta: database.acl
GRANT TEMPORARY ON DATABASE base TO PUBLIC;
