CREATE TABLE public.p ();
CREATE TABLE public.q (c int);
CREATE TABLE public.g () INHERITS (public.p, public.q);
CREATE TABLE public.h () INHERITS (public.g, public.q);
CREATE TABLE public.i () INHERITS (public.h);
