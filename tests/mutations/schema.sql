-- mutation: schema.present
-- delta: +schema
CREATE SCHEMA extra;
-- mutation: schema.absent
-- delta: -schema
DROP SCHEMA bare;
-- mutation: schema.name
-- delta: +schema, -schema
ALTER SCHEMA bare RENAME TO barer;
