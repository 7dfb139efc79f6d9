-- mutation: composite.present
CREATE TYPE app.extra_composite AS (a integer);
-- mutation: composite.absent
DROP TABLE app.typed;
ALTER TABLE app.player DROP COLUMN spot;
DROP TYPE app.spot;
-- mutation: composite.attribute-added
ALTER TYPE app.spot ADD ATTRIBUTE z integer CASCADE;
-- mutation: composite.attribute-dropped
ALTER TYPE app.spot DROP ATTRIBUTE y CASCADE;
-- mutation: composite.attribute-type
ALTER TABLE app.player DROP COLUMN spot;
ALTER TYPE app.spot ALTER ATTRIBUTE x TYPE bigint CASCADE;
-- mutation: composite.attribute-type-modifier
DROP TABLE app.typed;
ALTER TABLE app.player DROP COLUMN spot;
ALTER TYPE app.spot ALTER ATTRIBUTE label TYPE character varying(9) COLLATE "C";
-- mutation: composite.attribute-collation
DROP TABLE app.typed;
ALTER TABLE app.player DROP COLUMN spot;
ALTER TYPE app.spot ALTER ATTRIBUTE label TYPE text COLLATE "POSIX";
-- mutation: composite.attribute-name
ALTER TYPE app.spot RENAME ATTRIBUTE y TO "Y" CASCADE;
-- mutation: composite.attribute-comment
COMMENT ON COLUMN app.spot.y IS 'to the north';
