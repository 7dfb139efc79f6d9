CREATE TABLE public.p (a integer NOT NULL, b text DEFAULT 'x');
CREATE TABLE public.q (a integer NOT NULL, b text, n date);
CREATE TABLE public.c (d integer) INHERITS (public.p);
CREATE INDEX c_b ON public.c (b);
