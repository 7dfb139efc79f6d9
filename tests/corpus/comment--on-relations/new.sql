CREATE TABLE public.t (id integer PRIMARY KEY, a text CONSTRAINT a_fine CHECK (a <> ''), b integer REFERENCES public.t (id));
CREATE INDEX t_a ON public.t (a);
CREATE VIEW public.v AS SELECT id, a FROM public.t;
CREATE MATERIALIZED VIEW public.m AS SELECT id, a FROM public.t;
CREATE SEQUENCE public.s;

COMMENT ON TABLE public.t IS 'another table';
COMMENT ON COLUMN public.t.id IS 'an id';
COMMENT ON COLUMN public.v.a IS 'of the view';
COMMENT ON COLUMN public.m.a IS 'of the copy';
COMMENT ON MATERIALIZED VIEW public.m IS 'a copy';
COMMENT ON INDEX public.t_a IS 'an index';
COMMENT ON INDEX public.t_pkey IS 'the index of the key';
COMMENT ON CONSTRAINT a_fine ON public.t IS 'a check';
COMMENT ON CONSTRAINT t_b_fkey ON public.t IS 'a foreign key';
