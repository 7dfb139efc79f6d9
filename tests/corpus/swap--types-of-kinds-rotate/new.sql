CREATE TYPE public.c AS ENUM ('x', 'y');
CREATE TYPE public.a AS (n integer, t text);
CREATE DOMAIN public.b AS integer CHECK (VALUE > 0);
CREATE TABLE public.t (e public.c, d public.b DEFAULT 3);
CREATE FUNCTION public.f(public.c, public.a, public.b) RETURNS public.a LANGUAGE sql AS 'SELECT $2';
