CREATE SCHEMA "Ünder Score";

CREATE TYPE "Ünder Score"."My Enum" AS ENUM ('a', 'b''c');
CREATE TYPE "Ünder Score"."my ""comp""" AS ("the 'x'" integer, "y" "Ünder Score"."My Enum"[]);
CREATE DOMAIN "Ünder Score"."Dom.ain" AS "Ünder Score"."My Enum" DEFAULT 'a' CONSTRAINT "No ""c""" CHECK (VALUE <> 'b''c');
CREATE FUNCTION "Ünder Score"."do it; now"("a b" "Ünder Score"."My Enum"[], "Default" text DEFAULT '"'') ') RETURNS SETOF "Ünder Score"."my ""comp""" LANGUAGE sql AS $$ SELECT NULL::integer, "a b" $$;
CREATE TABLE public.t (a "Ünder Score"."My Enum" DEFAULT 'b''c', c "Ünder Score"."my ""comp""", d "Ünder Score"."Dom.ain");
GRANT EXECUTE ON FUNCTION "Ünder Score"."do it; now"("Ünder Score"."My Enum"[], text) TO pg_monitor;
