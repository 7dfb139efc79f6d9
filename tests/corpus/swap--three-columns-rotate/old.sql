CREATE TABLE public.t (a integer DEFAULT 1 NOT NULL, b text DEFAULT 'b', c date, CONSTRAINT t_a CHECK (a > 0));
CREATE INDEX t_i ON public.t (b, c) WHERE a > 1;
CREATE VIEW public.v AS SELECT a, b, c FROM public.t;
COMMENT ON COLUMN public.t.a IS 'first';
