CREATE FUNCTION public.a(i integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE PROCEDURE public.b(i integer) LANGUAGE sql AS 'SELECT 1';
CREATE AGGREGATE public.c(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0');
CREATE FUNCTION public.d(i integer) RETURNS SETOF integer LANGUAGE sql AS 'SELECT 1';
COMMENT ON ROUTINE public.a(integer) IS 'a';
GRANT EXECUTE ON ROUTINE public.b(integer) TO pg_monitor;
REVOKE ALL ON ROUTINE public.c(integer) FROM PUBLIC;
