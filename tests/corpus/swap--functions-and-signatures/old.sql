CREATE FUNCTION public.f(a integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE FUNCTION public.g(a integer) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT ''g''::text';
CREATE FUNCTION public.h(a text) RETURNS SETOF integer LANGUAGE sql IMMUTABLE AS 'SELECT 3';
CREATE VIEW public.v AS SELECT public.f(1) AS f, public.g(1) AS g, h.h FROM public.h('x');
CREATE TABLE public.t (i integer DEFAULT public.f(1), s text DEFAULT public.g(2));
