CREATE TYPE public.state AS ENUM ('new', 'old', 'gone');
CREATE DOMAIN public.alive AS public.state CHECK (VALUE <> 'gone');
CREATE TABLE public.t (id integer, s public.alive DEFAULT 'new' NOT NULL, l public.state[] DEFAULT '{new,old}');
CREATE INDEX t_s ON public.t (s) WHERE s::public.state <> 'old';
CREATE FUNCTION public.of(t public.t) RETURNS text LANGUAGE sql AS 'SELECT $1.s::text';
CREATE VIEW public.v AS SELECT id, s, l FROM public.t;
CREATE MATERIALIZED VIEW public.m AS SELECT s, count(*) FROM public.t GROUP BY s;
