CREATE TABLE public.p (b int NOT NULL);
CREATE TABLE public.q (b int);
CREATE TABLE public.g () INHERITS (public.p, public.q);
