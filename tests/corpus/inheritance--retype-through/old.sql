CREATE TABLE public.p (id integer, a integer);
CREATE TABLE public.c (b integer) INHERITS (public.p);
CREATE VIEW public.v AS SELECT id FROM public.c;
