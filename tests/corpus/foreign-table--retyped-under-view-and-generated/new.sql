CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;

CREATE FOREIGN TABLE public.f (a text OPTIONS (n 'A'), b integer, twice text GENERATED ALWAYS AS (a || a) STORED, flag integer, CONSTRAINT c CHECK (a <> '') NO INHERIT) SERVER s;
COMMENT ON COLUMN public.f.twice IS 'doubled';
CREATE VIEW public.v AS SELECT a, b, twice FROM public.f;
COMMENT ON VIEW public.v IS 'view';
CREATE FUNCTION public.rows_of() RETURNS SETOF public.f LANGUAGE sql AS 'SELECT * FROM public.f';
