CREATE TABLE public.t (id integer, s text DEFAULT 'new'::text NOT NULL, l character varying(10)[] DEFAULT '{new,old}', CONSTRAINT t_s CHECK (s = ANY (ARRAY['new'::text, 'old'::text])));
CREATE INDEX t_s ON public.t (s) WHERE s <> 'old';
CREATE FUNCTION public.of(t public.t) RETURNS text LANGUAGE sql AS 'SELECT $1.s';
CREATE VIEW public.v AS SELECT id, s, l FROM public.t;
CREATE MATERIALIZED VIEW public.m AS SELECT s, count(*) FROM public.t GROUP BY s;
