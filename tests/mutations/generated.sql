-- mutation: generated.present
ALTER TABLE app.plain ADD COLUMN twice integer GENERATED ALWAYS AS (n * 2) STORED;
-- mutation: generated.expression-dropped
ALTER TABLE app.player ALTER COLUMN area DROP EXPRESSION;
-- mutation: generated.expression
ALTER TABLE app.player DROP COLUMN area;
ALTER TABLE app.player ADD COLUMN area numeric GENERATED ALWAYS AS (height + width) STORED;
-- mutation: generated.type
ALTER TABLE app.player ALTER COLUMN area TYPE double precision;
