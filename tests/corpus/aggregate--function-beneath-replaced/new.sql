CREATE FUNCTION public.acc(state text, item text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT coalesce(state, item)';

CREATE AGGREGATE public.glue(text) (SFUNC = public.acc, STYPE = text, INITCOND = '');
CREATE TABLE public.t (a text);
CREATE VIEW public.v AS SELECT public.glue(a ORDER BY a) AS g FROM public.t;
COMMENT ON VIEW public.v IS 'glued';
