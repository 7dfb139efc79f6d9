CREATE TABLE public.t (a bigint, b integer DEFAULT 8, c integer, d character varying(9) GENERATED ALWAYS AS (upper(a::text)) STORED);
CREATE INDEX t_b ON public.t (b) INCLUDE (d);
CREATE VIEW public.v AS SELECT b, d FROM public.t;
ALTER TABLE public.t ADD CONSTRAINT t_b CHECK (b > 0);
