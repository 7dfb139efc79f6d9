CREATE TABLE public.t (id integer);
CREATE TABLE public.u (id integer);

GRANT SELECT ON public.t TO pg_monitor;
GRANT UPDATE ON public.t TO pg_monitor WITH GRANT OPTION;
REVOKE INSERT, TRIGGER ON public.u FROM CURRENT_USER;
