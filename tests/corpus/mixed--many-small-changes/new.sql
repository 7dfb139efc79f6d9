CREATE UNLOGGED TABLE public.t (id bigint NOT NULL, a character varying(30) NOT NULL, b integer, c integer GENERATED ALWAYS AS IDENTITY, d integer GENERATED ALWAYS AS (b + 1) STORED, CONSTRAINT t_pkey PRIMARY KEY (id) INCLUDE (b), CONSTRAINT t_b CHECK (b > 1) NO INHERIT, CONSTRAINT t_self FOREIGN KEY (b) REFERENCES public.t (id)) WITH (fillfactor = 60);
CREATE UNIQUE INDEX t_a ON public.t (a DESC);
CREATE VIEW public.v AS SELECT id, a, b FROM public.t WITH LOCAL CHECK OPTION;
COMMENT ON COLUMN public.t.a IS 'another';
COMMENT ON TABLE public.t IS 'all of it';
GRANT SELECT (a), UPDATE (b) ON public.t TO pg_monitor;
CREATE POLICY p ON public.t USING (b > 0);
ALTER TABLE public.t REPLICA IDENTITY FULL;
