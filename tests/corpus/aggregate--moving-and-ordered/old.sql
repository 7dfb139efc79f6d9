CREATE FUNCTION public.acc(s bigint, x integer) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT AS 'SELECT s + x';
CREATE FUNCTION public.dec(s bigint, x integer) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT AS 'SELECT s - x';
CREATE FUNCTION public.pick(s bigint, f double precision) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT s';

CREATE AGGREGATE public.moving(integer) (SFUNC = public.acc, STYPE = bigint, INITCOND = '0');
