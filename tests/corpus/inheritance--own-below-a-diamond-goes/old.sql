CREATE TABLE public.p (a int, b int);
CREATE TABLE public.q (c int, b int);
CREATE TABLE public.g () INHERITS (public.p, public.q);
CREATE TABLE public.h (b int) INHERITS (public.g);
