CREATE TABLE public.p (a text);
CREATE TABLE public.q (a text);
CREATE TABLE public.c (a text);

ALTER TABLE public.c INHERIT public.q;
ALTER TABLE public.c INHERIT public.p;
