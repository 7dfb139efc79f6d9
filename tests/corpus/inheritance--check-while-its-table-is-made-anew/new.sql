CREATE TABLE public.p (a text, CONSTRAINT k CHECK (a IS DISTINCT FROM '1'));
CREATE TABLE public.h () INHERITS (public.p);
CREATE TABLE public.i (a text) INHERITS (public.h);
