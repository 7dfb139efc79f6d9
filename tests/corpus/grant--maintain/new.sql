CREATE TABLE public.t (a integer);
CREATE MATERIALIZED VIEW public.m AS SELECT a FROM public.t;
GRANT MAINTAIN ON public.t TO PUBLIC;
GRANT MAINTAIN ON public.m TO pg_read_all_data;
CREATE TABLE public.u (a integer);
GRANT MAINTAIN, SELECT ON public.u TO pg_monitor;
