CREATE TABLE public.p (a integer NOT NULL, b text DEFAULT 'x');
CREATE TABLE public.q (a bigint NOT NULL, b text, n date);
CREATE TABLE public.c (d integer) INHERITS (public.q);
CREATE INDEX c_n ON public.c (n);
