CREATE TABLE public.t (id integer PRIMARY KEY, a integer);

CREATE FUNCTION public.low() RETURNS integer LANGUAGE sql STABLE BEGIN ATOMIC SELECT min(a) FROM public.t; END;
CREATE FUNCTION public.high() RETURNS integer LANGUAGE sql STABLE BEGIN ATOMIC SELECT public.low() + 2; END;
CREATE VIEW public.v AS SELECT public.high() AS h;
