CREATE TABLE public.t (a date, b integer DEFAULT 1 NOT NULL, c text DEFAULT 'b', CONSTRAINT t_a CHECK (b > 0));
CREATE INDEX t_i ON public.t (c, a) WHERE b > 1;
CREATE VIEW public.v AS SELECT b AS a, c AS b, a AS c FROM public.t;
COMMENT ON COLUMN public.t.a IS 'first';
