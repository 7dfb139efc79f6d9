CREATE TABLE public.p (a integer, b text);
CREATE TABLE public.c (d integer) INHERITS (public.p);
CREATE TABLE public.e (f integer) INHERITS (public.c);
