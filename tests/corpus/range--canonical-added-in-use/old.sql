CREATE TYPE public.steps AS RANGE (subtype = integer);
CREATE TABLE public.walk (id integer, s public.steps NOT NULL, all_s public.steps[], EXCLUDE USING gist (s WITH &&));
CREATE VIEW public.walk_v AS SELECT lower(s) AS lo FROM public.walk;
