CREATE DOMAIN public.pos AS integer;
CREATE FUNCTION public.fix(p public.pos) RETURNS public.pos LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN abs(p); END';
ALTER DOMAIN public.pos SET DEFAULT public.fix(1);
CREATE TABLE public.t (a public.pos, b public.pos[]);
CREATE VIEW public.v AS SELECT a, public.fix(a) AS f FROM public.t;
