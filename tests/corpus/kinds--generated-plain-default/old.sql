CREATE TABLE public.t (a integer, b integer GENERATED ALWAYS AS (a + 1) STORED, c integer DEFAULT 7, d text GENERATED ALWAYS AS (lower(a::text)) STORED);
CREATE INDEX t_b ON public.t (b) INCLUDE (d);
CREATE VIEW public.v AS SELECT b, d FROM public.t;
ALTER TABLE public.t ADD CONSTRAINT t_b CHECK (b > 0);
