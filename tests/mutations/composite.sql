-- mutation: composite.present
-- delta: +attribute, +composite-type
CREATE TYPE app.extra_composite AS (a integer);
-- mutation: composite.absent
-- delta: -attribute, -column, -composite-type, -table
DROP TABLE app.typed;
ALTER TABLE app.player DROP COLUMN spot;
DROP TYPE app.spot;
-- mutation: composite.attribute-added
-- delta: +attribute, +column
ALTER TYPE app.spot ADD ATTRIBUTE z integer CASCADE;
-- mutation: composite.attribute-dropped
-- delta: -attribute, -column
ALTER TYPE app.spot DROP ATTRIBUTE y CASCADE;
-- mutation: composite.attribute-type
-- delta: -column, attribute.type, column.type
ALTER TABLE app.player DROP COLUMN spot;
ALTER TYPE app.spot ALTER ATTRIBUTE x TYPE bigint CASCADE;
-- mutation: composite.attribute-type-modifier
-- delta: -column, -table, attribute.type
DROP TABLE app.typed;
ALTER TABLE app.player DROP COLUMN spot;
ALTER TYPE app.spot ALTER ATTRIBUTE label TYPE character varying(9) COLLATE "C";
-- mutation: composite.attribute-collation
-- delta: -column, -table, attribute.collation
DROP TABLE app.typed;
ALTER TABLE app.player DROP COLUMN spot;
ALTER TYPE app.spot ALTER ATTRIBUTE label TYPE text COLLATE "POSIX";
-- mutation: composite.attribute-name
-- delta: +attribute, +column, -attribute, -column
ALTER TYPE app.spot RENAME ATTRIBUTE y TO "Y" CASCADE;
-- mutation: composite.attribute-comment
-- delta: attribute.comment
COMMENT ON COLUMN app.spot.y IS 'to the north';
