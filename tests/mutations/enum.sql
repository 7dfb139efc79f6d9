-- mutation: enum.present
-- delta: +enum
CREATE TYPE app.extra_enum AS ENUM ('x');
-- mutation: enum.absent
-- delta: -enum
DROP TYPE app.spare_enum;
-- mutation: enum.label-last
-- delta: enum.labels
ALTER TYPE app.mood ADD VALUE 'thrilled';
-- mutation: enum.label-first
-- delta: enum.labels
ALTER TYPE app.mood ADD VALUE 'gone' BEFORE 'sad';
-- mutation: enum.label-middle
-- delta: enum.labels
ALTER TYPE app.mood ADD VALUE 'so so' AFTER 'sad';
-- mutation: enum.label-text
-- delta: default.expression, enum.labels
ALTER TYPE app.mood RENAME VALUE 'ok' TO 'OK';
-- mutation: enum.label-removed
-- delta: enum.labels
DROP TYPE app.spare_enum;
CREATE TYPE app.spare_enum AS ENUM ('one');
-- mutation: enum.label-order
-- delta: enum.labels
DROP TYPE app.spare_enum;
CREATE TYPE app.spare_enum AS ENUM ('two', 'one');
-- mutation: enum.no-labels
-- delta: enum.labels
DROP TYPE app.spare_enum;
CREATE TYPE app.spare_enum AS ENUM ();
-- mutation: enum.schema
-- delta: +enum, -enum
ALTER TYPE app.spare_enum SET SCHEMA side;
