CREATE TABLE public.t (id bigint, n bigint);
CREATE FUNCTION public.next_n(public.t) RETURNS bigint LANGUAGE sql STABLE AS 'SELECT $1.n + 1';
CREATE FUNCTION public.count_t() RETURNS numeric LANGUAGE sql STABLE AS 'SELECT count(*)::numeric FROM public.t';
ALTER TABLE public.t ALTER COLUMN n SET DEFAULT public.count_t();
CREATE VIEW public.v AS SELECT t.id, public.next_n(t.*) AS nn FROM public.t;
