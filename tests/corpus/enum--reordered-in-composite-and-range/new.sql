CREATE TYPE public.grade AS ENUM ('c', 'b', 'a');
CREATE TYPE public.mark AS (who text, g public.grade);
CREATE TYPE public.grades AS RANGE (subtype = public.grade);
CREATE DOMAIN public.good AS public.grade CHECK (VALUE <> 'c');
CREATE TABLE public.t (m public.mark, ms public.mark[], r public.grades DEFAULT 'empty', g public.good DEFAULT 'b', EXCLUDE USING gist (r WITH &&));
CREATE FUNCTION public.top(public.grades) RETURNS public.grade LANGUAGE sql IMMUTABLE AS 'SELECT upper($1)';
CREATE INDEX t_top ON public.t (public.top(r));
CREATE VIEW public.v AS SELECT (m).g AS g, public.top(r) AS t FROM public.t;
