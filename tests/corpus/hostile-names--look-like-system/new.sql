CREATE SCHEMA pgx;

CREATE TABLE pgx.pg_class (oid oid, relname text, ctid_ tid, "char" "char");
CREATE TYPE public.numeric AS ENUM ('one', 'two');
CREATE TABLE public.text (int4 integer, now timestamptz DEFAULT pg_catalog.now(), n public.numeric DEFAULT 'one', m pg_catalog.numeric);
