CREATE FUNCTION public.acc(s integer, x integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT s + x';
CREATE FUNCTION public.fin(s integer) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT s::text';

CREATE AGGREGATE public.total(integer) (SFUNC = public.acc, STYPE = integer, INITCOND = '0');

CREATE TABLE public.t (a integer);
CREATE VIEW public.v AS SELECT public.total(a) AS t FROM public.t;
