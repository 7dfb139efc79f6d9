CREATE TABLE public.t (id integer PRIMARY KEY, price numeric);

CREATE FUNCTION public.tax(p numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT p * 0.2';
CREATE VIEW public.priced AS SELECT id, public.tax(price) AS tax FROM public.t;

COMMENT ON VIEW public.priced IS 'with tax';
GRANT SELECT ON public.priced TO pg_monitor;
