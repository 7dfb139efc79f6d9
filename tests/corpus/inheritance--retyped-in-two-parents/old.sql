CREATE TABLE public.p (b text);
CREATE TABLE public.q (b text);
CREATE TABLE public.c (d int) INHERITS (public.p, public.q);
CREATE TABLE public.d (e int) INHERITS (public.c, public.q);
CREATE INDEX ON public.c (b);
