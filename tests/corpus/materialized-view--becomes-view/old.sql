CREATE TABLE public.t (id integer PRIMARY KEY, a integer);

CREATE MATERIALIZED VIEW public.m WITH (fillfactor = 60) AS SELECT id, a FROM public.t;
CREATE INDEX m_a ON public.m (a);

CREATE VIEW public.over_m AS SELECT a FROM public.m;
GRANT SELECT ON public.m TO pg_monitor;
