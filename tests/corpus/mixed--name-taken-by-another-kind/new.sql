CREATE TABLE public.base (id integer PRIMARY KEY, a integer);

CREATE SEQUENCE public.x1;
CREATE INDEX x2 ON public.base (a);
CREATE TABLE public.x3 (id integer);
CREATE MATERIALIZED VIEW public.x4 AS SELECT id FROM public.base;
CREATE DOMAIN public.x5 AS integer;
CREATE PROCEDURE public.x6() LANGUAGE sql AS 'SELECT 1';
