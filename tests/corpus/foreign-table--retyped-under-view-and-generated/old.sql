CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;

CREATE FOREIGN TABLE public.f (a integer OPTIONS (n 'A'), b text, twice integer GENERATED ALWAYS AS (a * 2) STORED, flag boolean, CONSTRAINT c CHECK (a > 0) NO INHERIT) SERVER s;
COMMENT ON COLUMN public.f.twice IS 'doubled';
CREATE VIEW public.v AS SELECT a, b, twice FROM public.f;
COMMENT ON VIEW public.v IS 'view';
CREATE FUNCTION public.rows_of() RETURNS SETOF public.f LANGUAGE sql AS 'SELECT * FROM public.f';
