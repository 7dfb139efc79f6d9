CREATE TABLE public.t (a text, b integer, v tsvector, q tsquery);
CREATE INDEX by_expression ON public.t (lower(a), (b + 1), b);
ALTER INDEX public.by_expression ALTER COLUMN 1 SET STATISTICS 100, ALTER COLUMN 2 SET STATISTICS 0;
CREATE INDEX by_v ON public.t USING gist (v tsvector_ops (siglen = 100));
CREATE INDEX plain_v ON public.t USING gist (v);
CREATE INDEX pair_of ON public.t (lower(a));
COMMENT ON INDEX public.by_v IS 'signed';
