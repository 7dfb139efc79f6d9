CREATE TABLE public.p (id integer, a text);
CREATE TABLE public.q (id integer);
CREATE TABLE public.c (id integer, a text, b integer);

ALTER TABLE public.c INHERIT public.p;
