CREATE TABLE public.t (id integer PRIMARY KEY, a text);
CREATE FUNCTION public.pick(t public.t) RETURNS text LANGUAGE sql STABLE AS 'SELECT t.a';
CREATE FUNCTION public.all_t() RETURNS SETOF public.t LANGUAGE sql STABLE AS 'SELECT * FROM public.t';
CREATE FUNCTION public.many(ts public.t[]) RETURNS integer LANGUAGE sql AS 'SELECT cardinality(ts)';
