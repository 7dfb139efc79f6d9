CREATE TABLE public.p (a int);
CREATE TABLE public.q (a int);
CREATE TABLE public.x (a int);
CREATE TABLE public.y (a int);
CREATE TABLE public.c () INHERITS (public.x, public.q);
CREATE TABLE public.d () INHERITS (public.q);
CREATE TABLE public.e () INHERITS (public.x, public.q);
CREATE TABLE public.f (a int) INHERITS (public.x, public.q, public.y);
