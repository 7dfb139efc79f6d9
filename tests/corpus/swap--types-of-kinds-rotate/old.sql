CREATE TYPE public.a AS ENUM ('x', 'y');
CREATE TYPE public.b AS (n integer, t text);
CREATE DOMAIN public.c AS integer CHECK (VALUE > 0);
CREATE TABLE public.t (e public.a, d public.c DEFAULT 3);
CREATE FUNCTION public.f(public.a, public.b, public.c) RETURNS public.b LANGUAGE sql AS 'SELECT $2';
