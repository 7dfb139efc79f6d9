CREATE TYPE public.steps;
CREATE FUNCTION public.steps_canonical(public.steps) RETURNS public.steps LANGUAGE internal IMMUTABLE STRICT AS 'int4range_canonical';
CREATE TYPE public.steps AS RANGE (subtype = integer, canonical = public.steps_canonical);
CREATE TABLE public.walk (id integer, s public.steps NOT NULL, all_s public.steps[], EXCLUDE USING gist (s WITH &&));
CREATE VIEW public.walk_v AS SELECT lower(s) AS lo FROM public.walk;
