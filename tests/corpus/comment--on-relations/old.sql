CREATE TABLE public.t (id integer PRIMARY KEY, a text CONSTRAINT a_fine CHECK (a <> ''), b integer REFERENCES public.t (id));
CREATE INDEX t_a ON public.t (a);
CREATE VIEW public.v AS SELECT id, a FROM public.t;
CREATE MATERIALIZED VIEW public.m AS SELECT id, a FROM public.t;
CREATE SEQUENCE public.s;

COMMENT ON TABLE public.t IS 'a table';
COMMENT ON COLUMN public.t.a IS 'a column';
COMMENT ON VIEW public.v IS 'a view';
COMMENT ON SEQUENCE public.s IS 'a sequence';
COMMENT ON CONSTRAINT t_pkey ON public.t IS 'the key';
