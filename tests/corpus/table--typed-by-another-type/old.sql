CREATE TYPE public.a AS (x integer, y text);
CREATE TYPE public.b AS (x integer, y text, z date);
CREATE TABLE public.t OF public.a;
CREATE TABLE public.u OF public.a;
INSERT INTO public.t VALUES (1, 'a');
