CREATE TABLE public.a (v integer, CONSTRAINT pos CHECK (v > 0));
CREATE TABLE public.b (v integer);
ALTER TABLE public.b ADD CONSTRAINT pos CHECK (v > 0) NOT VALID;
CREATE TABLE public.c (w integer) INHERITS (public.a, public.b);
CREATE TABLE public.d (w integer) INHERITS (public.a);
