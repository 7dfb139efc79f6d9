CREATE TABLE public.u (id integer PRIMARY KEY, b text);
CREATE FUNCTION public.pick(u public.u) RETURNS text LANGUAGE sql STABLE AS 'SELECT u.b';
CREATE FUNCTION public.all_t() RETURNS SETOF public.u LANGUAGE sql STABLE AS 'SELECT * FROM public.u';
