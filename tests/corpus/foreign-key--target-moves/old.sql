CREATE TABLE public.a (id integer PRIMARY KEY);

CREATE TABLE public.b (id integer PRIMARY KEY);
CREATE TABLE public.c (r integer CONSTRAINT c_r REFERENCES public.b);
