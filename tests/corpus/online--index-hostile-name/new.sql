CREATE SCHEMA "we""ird.s";
CREATE TABLE "we""ird.s"."T -- x" ("select" integer NOT NULL, "B b" text);
CREATE INDEX "I;'x" ON "we""ird.s"."T -- x" ("B b" COLLATE "C" DESC, "select");
ALTER TABLE "we""ird.s"."T -- x" ADD CONSTRAINT "c'c" CHECK ("select" > 0);
