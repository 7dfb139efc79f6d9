-- mutation: generated.present
-- delta: +column, +generation-expression
ALTER TABLE app.plain ADD COLUMN twice integer GENERATED ALWAYS AS (n * 2) STORED;
-- mutation: generated.expression-dropped
-- delta: -generation-expression
ALTER TABLE app.player ALTER COLUMN area DROP EXPRESSION;
-- mutation: generated.expression
-- delta: generation-expression.expression
ALTER TABLE app.player DROP COLUMN area;
ALTER TABLE app.player ADD COLUMN area numeric GENERATED ALWAYS AS (height + width) STORED;
-- mutation: generated.type
-- delta: column.type
ALTER TABLE app.player ALTER COLUMN area TYPE double precision;
-- mutation: generated.virtual since 18
-- delta: generation-expression.virtual
ALTER TABLE app.player DROP COLUMN area;
ALTER TABLE app.player ADD COLUMN area numeric GENERATED ALWAYS AS (height * width) VIRTUAL;
