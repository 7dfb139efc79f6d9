CREATE TABLE public.t (id integer PRIMARY KEY, a integer, b text);
CREATE MATERIALIZED VIEW public.m AS SELECT id, b FROM public.t;

ALTER MATERIALIZED VIEW public.m SET (fillfactor = 80);
