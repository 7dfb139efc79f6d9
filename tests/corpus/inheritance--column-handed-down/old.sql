CREATE TABLE public.p (a integer, b integer, CONSTRAINT positive CHECK (a > 0));
CREATE TABLE public.c (d integer) INHERITS (public.p);
CREATE TABLE public.e (d integer) INHERITS (public.p);
CREATE TABLE public.f () INHERITS (public.c);
INSERT INTO public.c VALUES (1, 2, 3);
