CREATE TABLE public.src (id integer PRIMARY KEY, v text);
CREATE TABLE public.a AS SELECT 1 AS id, 'x'::text AS v;
CREATE VIEW public.b AS SELECT id, v FROM public.src;
CREATE MATERIALIZED VIEW public.c AS SELECT id, v FROM public.src;
CREATE VIEW public.all_of AS SELECT * FROM public.a UNION ALL SELECT * FROM public.b UNION ALL SELECT * FROM public.c;
GRANT SELECT ON public.a, public.b, public.c TO pg_monitor;
GRANT SELECT (v) ON public.c TO pg_signal_backend;
CREATE FUNCTION public.fa(public.a) RETURNS text LANGUAGE sql AS 'SELECT $1.v';
