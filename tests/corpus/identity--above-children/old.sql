CREATE TABLE public.p (a integer);
CREATE TABLE public.c (d integer) INHERITS (public.p);
