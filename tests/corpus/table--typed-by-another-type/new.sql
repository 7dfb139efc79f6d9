CREATE TYPE public.a AS (x integer, y text);
CREATE TYPE public.b AS (x integer, y text, z date);
CREATE TABLE public.t OF public.b;
CREATE TABLE public.u (x integer, y text);
INSERT INTO public.t VALUES (1, 'a');
