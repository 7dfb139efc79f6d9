CREATE EXTENSION citext;
CREATE SCHEMA "ta ke";
CREATE TABLE "ta ke"."My table" (id integer PRIMARY KEY, name text);
COMMENT ON TABLE "ta ke"."My table" IS 'stays as it is';
CREATE VIEW public.reader AS SELECT name FROM "ta ke"."My table";
CREATE DOMAIN public.short AS text CHECK (length(VALUE) < 9);
CREATE FUNCTION public.f(a integer, b text DEFAULT 'x') RETURNS integer LANGUAGE sql AS 'SELECT 1';
