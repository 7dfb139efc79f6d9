CREATE SCHEMA "a.b";
CREATE SCHEMA a;

CREATE TABLE "a.b".c (id integer PRIMARY KEY, "100%" numeric DEFAULT 0.5);
CREATE TABLE a."b.c" (id integer PRIMARY KEY, "%s" text DEFAULT '%I %L %%');
CREATE TABLE a."b.c.d" ("%1$s" integer, "{}" integer, "$1" integer, ":x" integer, "?" integer);
CREATE INDEX "a.b.c" ON a."b.c.d" ("%1$s", "{}", "?");
CREATE SEQUENCE "a.b"."s.1" OWNED BY "a.b".c."100%";
COMMENT ON TABLE a."b.c.d" IS '100% {} $1 :x ?';
