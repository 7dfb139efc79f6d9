CREATE UNLOGGED TABLE public.q (a integer, b text);
CREATE TABLE public.c (d integer) INHERITS (public.q);
CREATE TABLE public.e (f integer) INHERITS (public.c);
