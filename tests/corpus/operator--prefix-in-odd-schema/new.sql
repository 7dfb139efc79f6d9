CREATE SCHEMA "a.b ""c""";
CREATE TYPE "a.b ""c"""."x, y" AS ENUM ('p', 'q');
CREATE FUNCTION "a.b ""c"""."turn, it"("a.b ""c"""."x, y") RETURNS "a.b ""c"""."x, y" LANGUAGE sql IMMUTABLE AS $$SELECT $1$$;
CREATE OPERATOR "a.b ""c""".~% (FUNCTION = "a.b ""c"""."turn, it", RIGHTARG = "a.b ""c"""."x, y");
COMMENT ON OPERATOR "a.b ""c""".~% (NONE, "a.b ""c"""."x, y") IS 'it''s';
CREATE FUNCTION "a.b ""c""".both("a.b ""c"""."x, y", "a.b ""c"""."x, y"[]) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$SELECT $1 = ANY ($2)$$;
CREATE OPERATOR "a.b ""c""".<@> (FUNCTION = "a.b ""c""".both, LEFTARG = "a.b ""c"""."x, y", RIGHTARG = "a.b ""c"""."x, y"[]);
CREATE TABLE "a.b ""c""".t (e "a.b ""c"""."x, y" CHECK (e OPERATOR("a.b ""c""".<@>) ARRAY['p'::"a.b ""c"""."x, y"]));
