CREATE TABLE public.p (id integer NOT NULL);
CREATE TABLE public.c () INHERITS (public.p);
CREATE TABLE public.g () INHERITS (public.c);
