CREATE TABLE public.p (a int);
CREATE TABLE public.q (c int);
CREATE TABLE public.g () INHERITS (public.p, public.q);
CREATE TABLE public.h () INHERITS (public.g);
