CREATE TABLE public.t (id integer PRIMARY KEY, a integer, b text);

CREATE MATERIALIZED VIEW public.m AS SELECT id, a FROM public.t;

CREATE UNIQUE INDEX m_id ON public.m (id);
CREATE INDEX m_a ON public.m (a) WITH (fillfactor = 70);
COMMENT ON MATERIALIZED VIEW public.m IS 'a copy';
COMMENT ON COLUMN public.m.a IS 'number';
COMMENT ON INDEX public.m_a IS 'by number';
GRANT SELECT ON public.m TO pg_monitor;
ALTER MATERIALIZED VIEW public.m ALTER COLUMN a SET STATISTICS 300;
ALTER MATERIALIZED VIEW public.m CLUSTER ON m_id;
CREATE VIEW public.v AS SELECT a FROM public.m;
CREATE MATERIALIZED VIEW public.mm AS SELECT max(a) AS top FROM public.v;
