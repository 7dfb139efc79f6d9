CREATE TABLE public.f (x integer);
CREATE VIEW public.a AS SELECT x FROM public.f;
CREATE MATERIALIZED VIEW public.b AS SELECT x FROM public.a;
CREATE SEQUENCE public.c;
CREATE TYPE public.d AS (x integer);
CREATE INDEX e ON public.f (x);
