CREATE TYPE public.span AS RANGE (SUBTYPE = numeric, MULTIRANGE_TYPE_NAME = public.spans);
CREATE TABLE public.t (id integer PRIMARY KEY, s public.spans, r public.span, o int4multirange DEFAULT '{[1,2)}');
CREATE FUNCTION public.width(public.spans) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT upper($1) - lower($1)';
CREATE VIEW public.v AS SELECT id, public.width(s) AS w FROM public.t;
CREATE INDEX t_s ON public.t USING gist (s);
