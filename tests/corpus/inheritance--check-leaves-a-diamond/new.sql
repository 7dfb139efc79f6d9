CREATE TABLE public.p ();
CREATE TABLE public.q ();
CREATE TABLE public.g () INHERITS (public.p);
CREATE TABLE public.h () INHERITS (public.g);
CREATE TABLE public.i () INHERITS (public.h);
CREATE TABLE public.q2 (a text);
CREATE TABLE public.g2 (a text, b int) INHERITS (public.q2);
CREATE TABLE public.h2 (b int);
CREATE TABLE public.i2 () INHERITS (public.h2);
