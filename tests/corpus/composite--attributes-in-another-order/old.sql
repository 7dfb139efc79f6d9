CREATE TYPE public."In" AS (p int, q text);
CREATE TYPE public.c AS (first text, last text, n int, i public."In");
CREATE DOMAIN public.d AS varchar(10);
CREATE TABLE public.t (v public.c, id int, arr public.c[], w public.d, x public.d[]);
CREATE VIEW public.of_t AS SELECT (v).first, w FROM public.t;
