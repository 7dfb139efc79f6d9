CREATE TABLE public.t (a integer, b text);
CREATE VIEW public.v1 AS SELECT a FROM public.t;
CREATE VIEW public.v2 AS SELECT a, a + 1 AS b FROM public.v1;
CREATE VIEW public.v3 AS SELECT a, b FROM public.v2;
GRANT SELECT ON public.v1 TO pg_monitor;
GRANT SELECT ON public.v2 TO pg_signal_backend;
COMMENT ON VIEW public.v3 IS 'three';
