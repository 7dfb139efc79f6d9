CREATE TYPE public."In" AS (q text, p bigint);
CREATE TYPE public.c AS (last text, first text, n bigint, "Z" date, i public."In");
CREATE DOMAIN public.d AS varchar(3);
CREATE TABLE public.t (v public.c, id int, arr public.c[], w public.d, x public.d[]);
CREATE VIEW public.of_t AS SELECT (v).first, w FROM public.t;
