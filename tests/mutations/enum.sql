-- mutation: enum.present
CREATE TYPE app.extra_enum AS ENUM ('x');
-- mutation: enum.absent
DROP TYPE app.spare_enum;
-- mutation: enum.label-last
ALTER TYPE app.mood ADD VALUE 'thrilled';
-- mutation: enum.label-first
ALTER TYPE app.mood ADD VALUE 'gone' BEFORE 'sad';
-- mutation: enum.label-middle
ALTER TYPE app.mood ADD VALUE 'so so' AFTER 'sad';
-- mutation: enum.label-text
ALTER TYPE app.mood RENAME VALUE 'ok' TO 'OK';
-- mutation: enum.label-removed
DROP TYPE app.spare_enum;
CREATE TYPE app.spare_enum AS ENUM ('one');
-- mutation: enum.label-order
DROP TYPE app.spare_enum;
CREATE TYPE app.spare_enum AS ENUM ('two', 'one');
-- mutation: enum.no-labels
DROP TYPE app.spare_enum;
CREATE TYPE app.spare_enum AS ENUM ();
-- mutation: enum.schema
ALTER TYPE app.spare_enum SET SCHEMA side;
