ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO pg_monitor;
ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO pg_signal_backend;
CREATE TABLE public.t (id integer PRIMARY KEY, a integer);
REVOKE ALL ON public.t FROM pg_monitor;

CREATE VIEW public.v AS SELECT id, a FROM public.t;
CREATE FUNCTION public.f() RETURNS integer LANGUAGE sql AS 'SELECT 1';

REVOKE ALL ON public.v FROM pg_monitor;
REVOKE ALL ON FUNCTION public.f() FROM pg_signal_backend;
