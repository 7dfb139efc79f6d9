CREATE TABLE public.a (x integer);
CREATE VIEW public.b AS SELECT x FROM public.a;
CREATE MATERIALIZED VIEW public.c AS SELECT x FROM public.b;
CREATE SEQUENCE public.d;
CREATE TYPE public.e AS (x integer);
CREATE INDEX f ON public.a (x);
