CREATE FUNCTION public.acc(s text, x text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT s || x';

CREATE AGGREGATE public.glue(text) (SFUNC = public.acc, STYPE = text, INITCOND = '');
CREATE TABLE public.t (a text);
CREATE VIEW public.v AS SELECT public.glue(a ORDER BY a) AS g FROM public.t;
COMMENT ON VIEW public.v IS 'glued';
