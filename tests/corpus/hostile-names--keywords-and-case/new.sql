CREATE SCHEMA "select";
CREATE TABLE "select"."Table" ("select" integer PRIMARY KEY, "from" text, "User" name);
CREATE TABLE "select"."table" ("all" integer, "end" integer GENERATED ALWAYS AS ("all" + 1) STORED);
CREATE TABLE public."order" ("group" integer REFERENCES "select"."Table" ON DELETE CASCADE, "Order" integer NOT NULL, "ORDER" bigint);
CREATE INDEX "INDEX" ON public."order" ("Order" DESC);
CREATE VIEW "select"."view" AS SELECT "Order", "ORDER" FROM public."order" WHERE "group" IS NOT NULL;
CREATE FUNCTION "select"."function"("in" integer, "out" "select"."Table") RETURNS "select"."Table" LANGUAGE sql AS 'SELECT ($2).*';
