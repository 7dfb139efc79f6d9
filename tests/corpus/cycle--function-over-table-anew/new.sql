CREATE TABLE public.u (id integer, c integer);
CREATE FUNCTION public.f() RETURNS integer LANGUAGE sql STABLE BEGIN ATOMIC SELECT c FROM public.u LIMIT 1; END;
