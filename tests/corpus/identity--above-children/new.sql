CREATE TABLE public.p (a integer, b integer GENERATED ALWAYS AS IDENTITY (START WITH 5));
CREATE TABLE public.c (d integer) INHERITS (public.p);
