CREATE TABLE public.p ();
CREATE TABLE public.q ();
CREATE TABLE public.g () INHERITS (public.p, public.q);
CREATE TABLE public.h () INHERITS (public.g);
CREATE TABLE public.p2 ();
CREATE TABLE public.q2 ();
CREATE TABLE public.both () INHERITS (public.p2, public.q2);
CREATE TABLE public.again () INHERITS (public.both, public.q2);
