CREATE TABLE public.t (a integer, b text);
CREATE VIEW public.v AS SELECT a, b FROM public.t;
CREATE FUNCTION public.show(v public.v) RETURNS text LANGUAGE sql STABLE AS 'SELECT v.b';
CREATE FUNCTION public.all_v() RETURNS SETOF public.v LANGUAGE sql STABLE AS 'SELECT * FROM public.v';
CREATE VIEW public.w AS SELECT v.a, public.show(v.*) AS s FROM public.v;
CREATE VIEW public.x AS SELECT a FROM public.all_v();
CREATE TABLE public.holder (h public.v, hs public.v[]);
GRANT EXECUTE ON FUNCTION public.show(public.v) TO pg_monitor;
