CREATE TABLE public.p (a integer);
CREATE TABLE public.c (d integer, b bigint, CONSTRAINT positive CHECK (a > 0)) INHERITS (public.p);
CREATE TABLE public.e (d integer) INHERITS (public.p);
CREATE TABLE public.f () INHERITS (public.c);
INSERT INTO public.c VALUES (1, 3, 2);
