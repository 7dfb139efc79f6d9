-- mutation: schema.present
CREATE SCHEMA extra;
-- mutation: schema.absent
DROP SCHEMA bare;
-- mutation: schema.name
ALTER SCHEMA bare RENAME TO barer;
