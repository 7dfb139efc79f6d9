CREATE TABLE public.p (a int);
CREATE TABLE public.q (c int, b int);
CREATE TABLE public.k (x int) INHERITS (public.p, public.q);
CREATE VIEW public.v AS SELECT b FROM public.k;
CREATE DOMAIN public.d AS numeric(10,1);
CREATE TABLE public.t (x public.d);
