CREATE TABLE public.p (a int, b int);
CREATE TABLE public.q (c int);
CREATE TABLE public.k (x int) INHERITS (public.p, public.q);
CREATE VIEW public.v AS SELECT b FROM public.k;
CREATE DOMAIN public.d AS numeric(10,4);
CREATE TABLE public.t (x public.d);
