CREATE TABLE public.u (n integer NOT NULL, id numeric(10,2)) PARTITION BY RANGE (n);
CREATE TABLE public.u_p PARTITION OF public.u FOR VALUES FROM (MINVALUE) TO (0);
CREATE TABLE public.e (n integer PRIMARY KEY, id public.u);
CREATE FUNCTION public.f() RETURNS integer LANGUAGE sql STABLE BEGIN ATOMIC SELECT n FROM public.e LIMIT 1; END;
