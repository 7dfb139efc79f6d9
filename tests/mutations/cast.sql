-- mutation: cast.present
-- delta: ?
CREATE CAST (app.spare_enum AS text) WITH INOUT;
-- mutation: cast.absent
-- delta: ?
DROP CAST (app.mood AS integer);
-- mutation: cast.context
-- delta: ?
DROP CAST (app.mood AS text);
CREATE CAST (app.mood AS text) WITH INOUT AS IMPLICIT;
COMMENT ON CAST (app.mood AS text) IS 'by its label';
-- mutation: cast.context-none
-- delta: ?
DROP CAST (app.mood AS text);
CREATE CAST (app.mood AS text) WITH INOUT;
COMMENT ON CAST (app.mood AS text) IS 'by its label';
-- mutation: cast.method
-- delta: ?
DROP CAST (app.mood AS integer);
CREATE CAST (app.mood AS integer) WITH INOUT;
-- mutation: cast.binary
-- delta: ?
CREATE CAST (app.token AS text) WITHOUT FUNCTION;
