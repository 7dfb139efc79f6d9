CREATE SCHEMA "we""ird.s";
CREATE TABLE "we""ird.s"."T -- x" ("select" integer, "B b" text);
CREATE INDEX "I;'x" ON "we""ird.s"."T -- x" ("select");
