-- mutation: statistics-object.present
-- delta: +statistics-object
CREATE STATISTICS app.sample_all ON a, c FROM app.sample;
-- mutation: statistics-object.absent
-- delta: -statistics-object
DROP STATISTICS app.sample_plain;
-- mutation: statistics-object.schema
-- delta: +statistics-object, -statistics-object
ALTER STATISTICS app.sample_ab SET SCHEMA side;
-- mutation: statistics-object.name
-- delta: +statistics-object, -statistics-object
ALTER STATISTICS app.sample_ab RENAME TO "sample AB";
-- mutation: statistics-object.target
-- delta: statistics-object.target
ALTER STATISTICS app.sample_ab SET STATISTICS 201;
-- mutation: statistics-object.target-zero
-- delta: statistics-object.target
ALTER STATISTICS app.sample_ab SET STATISTICS 0;
-- mutation: statistics-object.target-taken-away
-- delta: statistics-object.target
ALTER STATISTICS app.sample_ab SET STATISTICS -1;
-- mutation: statistics-object.target-set
-- delta: statistics-object.target
ALTER STATISTICS app.sample_plain SET STATISTICS 7;
-- mutation: statistics-object.kinds
-- delta: statistics-object.kinds
DROP STATISTICS app.sample_plain;
CREATE STATISTICS app.sample_plain (dependencies, mcv) ON c, d FROM app.sample;
-- mutation: statistics-object.kinds-all
-- delta: statistics-object.kinds
DROP STATISTICS app.sample_plain;
CREATE STATISTICS app.sample_plain ON c, d FROM app.sample;
-- mutation: statistics-object.columns
-- delta: statistics-object.columns
DROP STATISTICS app.sample_plain;
CREATE STATISTICS app.sample_plain (dependencies) ON b, c, d FROM app.sample;
-- mutation: statistics-object.expressions since 14
-- delta: statistics-object.expressions
DROP STATISTICS app.sample_plain;
CREATE STATISTICS app.sample_plain (dependencies) ON c, d, lower(c), (a + b) FROM app.sample;
-- mutation: statistics-object.expressions-single since 14
-- delta: statistics-object.columns, statistics-object.expressions, statistics-object.kinds
DROP STATISTICS app.sample_plain;
CREATE STATISTICS app.sample_plain ON (a % 10) FROM app.sample;
-- mutation: statistics-object.table
-- delta: statistics-object.columns, statistics-object.table
DROP STATISTICS app.sample_plain;
CREATE STATISTICS app.sample_plain (dependencies) ON title, body FROM app.article;
-- mutation: statistics-object.column-retyped
-- delta: column.type
ALTER TABLE app.sample ALTER COLUMN b TYPE bigint;
ALTER STATISTICS app.sample_ab SET STATISTICS 200;
-- mutation: statistics-object.column-dropped
-- delta: -column, -statistics-object
ALTER TABLE app.sample DROP COLUMN b;
