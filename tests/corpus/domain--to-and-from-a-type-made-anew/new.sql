CREATE TYPE public.e AS ENUM ('b', 'a');
CREATE DOMAIN public.d AS public.e;
CREATE TABLE public.p (e public.d, f public.d[], g public.e, h public.e[]);
CREATE TABLE public.c () INHERITS (public.p);
