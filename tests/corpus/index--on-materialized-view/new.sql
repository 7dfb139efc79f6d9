CREATE TABLE public.t (a integer, b integer);
CREATE MATERIALIZED VIEW public.m AS SELECT a, b FROM public.t;

CREATE UNIQUE INDEX m_a ON public.m (a);
CREATE INDEX m_b ON public.m (b DESC) WHERE b > 0;
