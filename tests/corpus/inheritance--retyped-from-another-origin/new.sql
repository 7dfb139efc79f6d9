CREATE TABLE public.p (c text);
CREATE TABLE public.q ();
CREATE TABLE public.g () INHERITS (public.p);
CREATE TABLE public.h () INHERITS (public.g);
CREATE TABLE public.i () INHERITS (public.h);
