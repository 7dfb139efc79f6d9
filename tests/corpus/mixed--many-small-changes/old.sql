CREATE TABLE public.t (id integer NOT NULL, a text, b integer DEFAULT 1, CONSTRAINT t_pkey PRIMARY KEY (id), CONSTRAINT t_b CHECK (b > 0));
CREATE INDEX t_a ON public.t (a);
CREATE VIEW public.v WITH (security_barrier = true) AS SELECT id, a FROM public.t;
COMMENT ON COLUMN public.t.a IS 'a';
GRANT SELECT ON public.t TO pg_monitor;
ALTER TABLE public.t ENABLE ROW LEVEL SECURITY;
