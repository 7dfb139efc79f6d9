CREATE FUNCTION public.f(first integer, second text) RETURNS text LANGUAGE sql AS 'SELECT second';

COMMENT ON FUNCTION public.f(integer, text) IS 'said twice';
REVOKE ALL ON FUNCTION public.f(integer, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.f(integer, text) TO pg_monitor;
CREATE VIEW public.v AS SELECT public.f(1, 'x') AS x;
