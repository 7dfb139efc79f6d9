CREATE SCHEMA "a ""b""";

CREATE TABLE "a ""b"""."it's" ("new
line" bigint NOT NULL, "semi;colon" text DEFAULT 'x;''y', "-- comment" integer, "/* open" date, "tab	and\back" text);
ALTER TABLE "a ""b"""."it's" ADD CONSTRAINT "chk
' "" ;" CHECK ("new
line" > 0);
CREATE INDEX "idx ; ' """ ON "a ""b"""."it's" ("semi;colon", ("tab	and\back" || 'x'::text));
CREATE VIEW "a ""b"""."view
two" AS SELECT "semi;colon" AS "col'1" FROM "a ""b"""."it's";
COMMENT ON COLUMN "a ""b"""."it's"."semi;colon" IS 'fine';
COMMENT ON CONSTRAINT "chk
' "" ;" ON "a ""b"""."it's" IS 'odd
one';
