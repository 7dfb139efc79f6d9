CREATE TABLE public.p (a text);
CREATE TABLE public.h (a text, CONSTRAINT k CHECK (a IS DISTINCT FROM '1')) INHERITS (public.p);
CREATE TABLE public.i (a text) INHERITS (public.h);
