-- mutation: cast.present
-- delta: +cast
CREATE CAST (app.spare_enum AS text) WITH INOUT;
-- mutation: cast.absent
-- delta: -cast
DROP CAST (app.mood AS integer);
-- mutation: cast.context
-- delta: cast.context
DROP CAST (app.mood AS text);
CREATE CAST (app.mood AS text) WITH INOUT AS IMPLICIT;
COMMENT ON CAST (app.mood AS text) IS 'by its label';
-- mutation: cast.context-none
-- delta: cast.context
DROP CAST (app.mood AS text);
CREATE CAST (app.mood AS text) WITH INOUT;
COMMENT ON CAST (app.mood AS text) IS 'by its label';
-- mutation: cast.method
-- delta: cast.method
DROP CAST (app.mood AS integer);
CREATE CAST (app.mood AS integer) WITH INOUT;
-- mutation: cast.binary
-- delta: +cast
CREATE CAST (app.token AS text) WITHOUT FUNCTION;
