CREATE TYPE public.e AS ENUM ('a', 'b');
CREATE DOMAIN public.d AS public.e;
CREATE TABLE public.p (e public.e, f public.e[], g public.d, h public.d[]);
CREATE TABLE public.c () INHERITS (public.p);
