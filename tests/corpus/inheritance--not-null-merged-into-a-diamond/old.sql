CREATE TABLE public.p ();
CREATE TABLE public.q ();
CREATE TABLE public.g () INHERITS (public.p, public.q);
