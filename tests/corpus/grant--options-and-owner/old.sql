CREATE TABLE public.t (id integer);
CREATE TABLE public.u (id integer);

GRANT SELECT ON public.t TO pg_monitor WITH GRANT OPTION;
GRANT ALL ON public.u TO pg_monitor;
