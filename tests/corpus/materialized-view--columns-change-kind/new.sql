CREATE TABLE public.t (id integer PRIMARY KEY, a integer);

CREATE VIEW public.m AS SELECT id, a FROM public.t;

CREATE VIEW public.over_m AS SELECT a FROM public.m;
GRANT SELECT ON public.m TO pg_monitor;
