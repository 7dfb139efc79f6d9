CREATE TABLE public.t (id integer PRIMARY KEY, a text, b text);

GRANT SELECT, INSERT ON public.t TO pg_monitor;
GRANT SELECT ON public.t TO PUBLIC;
GRANT UPDATE (a) ON public.t TO pg_monitor;
