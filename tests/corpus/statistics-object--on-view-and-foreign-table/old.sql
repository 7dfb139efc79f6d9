CREATE TABLE public.base (a integer, b integer, c text);
CREATE MATERIALIZED VIEW public.m AS SELECT a, b FROM public.base;
CREATE STATISTICS public.of_m ON a, b FROM public.m;
ALTER STATISTICS public.of_m SET STATISTICS 30;
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE FOREIGN TABLE public.f (a integer, b integer) SERVER s;
CREATE STATISTICS public.of_f (mcv) ON a, b FROM public.f;
COMMENT ON STATISTICS public.of_f IS 'far';
