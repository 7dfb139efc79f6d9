CREATE TABLE public.t (a text, b integer, v tsvector, q tsquery);
CREATE INDEX by_expression ON public.t (lower(a), (b + 1), b);
ALTER INDEX public.by_expression ALTER COLUMN 2 SET STATISTICS 200;
CREATE INDEX by_v ON public.t USING gist (v tsvector_ops (siglen = 200));
CREATE INDEX plain_v ON public.t USING gist (v tsvector_ops (siglen = 64));
CREATE INDEX pair_of ON public.t (lower(a), upper(a));
ALTER INDEX public.pair_of ALTER COLUMN 2 SET STATISTICS 77;
COMMENT ON INDEX public.by_v IS 'signed';
