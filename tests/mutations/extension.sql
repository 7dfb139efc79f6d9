-- mutation: extension.present
CREATE EXTENSION pg_trgm;
-- mutation: extension.absent
DROP EXTENSION hstore;
-- mutation: extension.schema
ALTER EXTENSION hstore SET SCHEMA app;
-- mutation: extension.version
ALTER EXTENSION hstore UPDATE TO '1.5';
