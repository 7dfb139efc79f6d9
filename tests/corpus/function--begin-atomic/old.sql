CREATE TABLE public.t (id integer PRIMARY KEY, a integer);

CREATE FUNCTION public.f(x integer) RETURNS integer LANGUAGE sql STABLE BEGIN ATOMIC SELECT a FROM public.t WHERE id = x; END;
CREATE FUNCTION public.g() RETURNS bigint LANGUAGE sql STABLE RETURN (SELECT count(*) FROM public.t);
