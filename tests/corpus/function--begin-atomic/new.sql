CREATE TABLE public.t (id integer PRIMARY KEY, a integer);

CREATE FUNCTION public.f(x integer) RETURNS integer LANGUAGE sql VOLATILE
BEGIN ATOMIC
    INSERT INTO public.t VALUES (x, CASE WHEN x > 0 THEN 1 ELSE 2 END);
    SELECT a FROM public.t WHERE id = x;
END;
CREATE FUNCTION public.g() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT count(*) FROM public.t';
