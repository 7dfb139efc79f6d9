CREATE TABLE public.p (b varchar(20));
CREATE TABLE public.q (b varchar(20));
CREATE TABLE public.c (d int) INHERITS (public.p, public.q);
CREATE TABLE public.d (e int) INHERITS (public.c, public.q);
CREATE INDEX ON public.c (b);
