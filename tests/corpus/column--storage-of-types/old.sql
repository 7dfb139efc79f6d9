CREATE TABLE public.t (a text STORAGE EXTERNAL, b numeric STORAGE PLAIN, c jsonb STORAGE MAIN, d point);
CREATE TABLE public.p (a text STORAGE MAIN, b text);
CREATE TABLE public.c (b text STORAGE EXTERNAL) INHERITS (public.p);
