CREATE FUNCTION public.acc(s integer, x integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT s + x';
CREATE FUNCTION public.fin(s integer) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT s::text';

CREATE AGGREGATE public.total(integer) (SFUNC = public.acc, STYPE = integer, INITCOND = '10', FINALFUNC = public.fin, PARALLEL = SAFE, COMBINEFUNC = public.acc);
COMMENT ON AGGREGATE public.total(integer) IS 'from ten';

CREATE TABLE public.t (a integer);
CREATE VIEW public.v AS SELECT public.total(a) AS t FROM public.t;
