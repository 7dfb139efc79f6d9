CREATE DOMAIN public.a AS text CHECK (VALUE IN ('x', 'y'));
CREATE DOMAIN public.b AS integer;
CREATE TABLE public.t (a public.a DEFAULT 'x', n integer);
CREATE FUNCTION public.f(public.b) RETURNS public.b LANGUAGE sql AS 'SELECT $1';
CREATE VIEW public.v AS SELECT a FROM public.t WHERE a = 'x';
