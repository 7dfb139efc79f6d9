CREATE SCHEMA pgx;

CREATE TABLE pgx.pg_class (oid oid, relname text);
CREATE TABLE public.text (int4 integer);
CREATE TYPE public.numeric AS ENUM ('one');
