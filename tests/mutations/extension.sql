-- mutation: extension.present
-- delta: +extension
CREATE EXTENSION pg_trgm;
-- mutation: extension.absent
-- delta: -extension, -grant-on-a-member
DROP EXTENSION hstore;
-- mutation: extension.schema
-- delta: +grant-on-a-member, -grant-on-a-member, extension.schema
ALTER EXTENSION hstore SET SCHEMA app;
-- mutation: extension.version
-- delta: extension.version
ALTER EXTENSION hstore UPDATE TO '1.5';
