CREATE TABLE public.t (id integer PRIMARY KEY, a integer);

CREATE FUNCTION public.one(x integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT x::bigint';
CREATE VIEW public.v1 AS SELECT id, public.one(a) AS a FROM public.t;
CREATE FUNCTION public.two() RETURNS SETOF public.v1 LANGUAGE sql STABLE AS 'SELECT * FROM public.v1';
CREATE VIEW public.v2 AS SELECT * FROM public.two();
CREATE FUNCTION public.three(r public.v2) RETURNS text LANGUAGE sql STABLE AS 'SELECT r.a::text';
CREATE MATERIALIZED VIEW public.m AS SELECT public.three(v2) AS x FROM public.v2;

CREATE INDEX m_x ON public.m (x);
REVOKE ALL ON FUNCTION public.two() FROM PUBLIC;
GRANT SELECT ON public.v2 TO pg_monitor;
COMMENT ON FUNCTION public.three(public.v2) IS 'third';
