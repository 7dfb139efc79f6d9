CREATE FUNCTION public.g(a integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE FUNCTION public.h(a integer) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT ''g''::text';
CREATE FUNCTION public.f(a text) RETURNS SETOF integer LANGUAGE sql IMMUTABLE AS 'SELECT 3';
CREATE VIEW public.v AS SELECT public.g(1) AS f, public.h(1) AS g, f.f AS h FROM public.f('x');
CREATE TABLE public.t (i integer DEFAULT public.g(1), s text DEFAULT public.h(2));
