CREATE TABLE public.t (a integer);
CREATE MATERIALIZED VIEW public.m AS SELECT a FROM public.t;
GRANT MAINTAIN ON public.t TO pg_monitor;
GRANT SELECT, MAINTAIN ON public.m TO pg_read_all_data WITH GRANT OPTION;
CREATE TABLE public.u (a integer);
REVOKE MAINTAIN ON public.u FROM CURRENT_USER;
