CREATE FUNCTION public.f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE TYPE public.e AS ENUM ('a', 'b');

REVOKE ALL ON FUNCTION public.f(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.f(integer) TO pg_monitor;
REVOKE ALL ON TYPE public.e FROM PUBLIC;
GRANT USAGE ON TYPE public.e TO pg_monitor;
CREATE TABLE public.t (id integer, e public.e);
CREATE VIEW public.v AS SELECT id, e, public.f(id) AS f FROM public.t;
GRANT SELECT ON public.v TO pg_monitor WITH GRANT OPTION;
GRANT SELECT (id) ON public.v TO PUBLIC;
REVOKE SELECT ON public.v FROM CURRENT_USER;
