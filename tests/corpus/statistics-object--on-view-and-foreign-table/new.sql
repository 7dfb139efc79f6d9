CREATE TABLE public.base (a integer, b integer, c text);
CREATE MATERIALIZED VIEW public.m AS SELECT a, b + 1 AS b FROM public.base WHERE c <> '';
CREATE STATISTICS public.of_m ON a, b FROM public.m;
ALTER STATISTICS public.of_m SET STATISTICS 30;
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE FOREIGN TABLE public.f (a bigint, b integer) SERVER s;
CREATE STATISTICS public.of_f (mcv) ON a, b FROM public.f;
COMMENT ON STATISTICS public.of_f IS 'far';
