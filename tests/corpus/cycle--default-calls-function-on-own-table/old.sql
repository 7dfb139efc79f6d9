CREATE TABLE public.t (id integer, n integer);
CREATE FUNCTION public.next_n(public.t) RETURNS integer LANGUAGE sql STABLE AS 'SELECT $1.n + 1';
CREATE FUNCTION public.count_t() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT count(*) FROM public.t';
ALTER TABLE public.t ALTER COLUMN n SET DEFAULT public.count_t();
CREATE VIEW public.v AS SELECT t.id, public.next_n(t.*) AS nn FROM public.t;
