CREATE TYPE public.inner_t AS (x text, y date);
CREATE TYPE public.outer_t AS (i public.inner_t, l public.inner_t[], z integer);
CREATE TABLE public.p (k integer, o public.outer_t) PARTITION BY LIST (k);
CREATE TABLE public.p1 PARTITION OF public.p FOR VALUES IN (1);
CREATE TABLE public.solo (o public.outer_t[]);
CREATE VIEW public.v AS SELECT k, ((o).i).x AS x FROM public.p;
CREATE FUNCTION public.f(o public.outer_t) RETURNS public.inner_t LANGUAGE sql IMMUTABLE AS 'SELECT $1.i';
CREATE INDEX solo_i ON public.solo ((o IS NULL));
