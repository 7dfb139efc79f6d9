CREATE FUNCTION public.acc(s bigint, x integer) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT AS 'SELECT s + x';
CREATE FUNCTION public.dec(s bigint, x integer) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT AS 'SELECT s - x';
CREATE FUNCTION public.pick(s bigint, f double precision) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT s';

CREATE AGGREGATE public.moving(integer) (SFUNC = public.acc, STYPE = bigint, INITCOND = '0', MSFUNC = public.acc, MINVFUNC = public.dec, MSTYPE = bigint, MINITCOND = '0');
CREATE AGGREGATE public.at_part(double precision ORDER BY integer) (SFUNC = public.acc, STYPE = bigint, FINALFUNC = public.pick, INITCOND = '0');
GRANT EXECUTE ON FUNCTION public.at_part(double precision, integer) TO pg_monitor;
