CREATE TABLE public.t (a integer, b integer GENERATED ALWAYS AS (a * 2) STORED, c text GENERATED ALWAYS AS ('n' || a::text) STORED NOT NULL);
CREATE INDEX t_b ON public.t (b);
CREATE VIEW public.v AS SELECT b, c FROM public.t;
ALTER TABLE public.t ADD CONSTRAINT b_pos CHECK (b > 0);
