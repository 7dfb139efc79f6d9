CREATE TABLE public.t (id integer PRIMARY KEY, a integer, b text);
CREATE MATERIALIZED VIEW public.m AS SELECT id, b FROM public.t;

ALTER MATERIALIZED VIEW public.m SET (autovacuum_enabled = false);
ALTER MATERIALIZED VIEW public.m ALTER COLUMN b SET STORAGE EXTERNAL;
ALTER MATERIALIZED VIEW public.m OWNER TO pg_monitor;
