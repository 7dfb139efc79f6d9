CREATE TABLE public.p (a int);
CREATE TABLE public.q (a int);
CREATE TABLE public.x (a int);
CREATE TABLE public.y (a int);
CREATE TABLE public.c () INHERITS (public.p, public.q);
CREATE TABLE public.d () INHERITS (public.p, public.q);
CREATE TABLE public.e () INHERITS (public.q, public.p, public.x, public.y);
CREATE TABLE public.f (a int) INHERITS (public.y, public.p, public.x, public.q);
