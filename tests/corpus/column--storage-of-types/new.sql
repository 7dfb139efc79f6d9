CREATE TABLE public.t (a text, b numeric, c jsonb, d path STORAGE MAIN, e bytea STORAGE EXTERNAL);
CREATE TABLE public.p (a text, b text STORAGE MAIN);
CREATE TABLE public.c (b text) INHERITS (public.p);
