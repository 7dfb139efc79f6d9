CREATE TABLE public.t (a integer, b text);
CREATE INDEX t_ab ON public.t ((a + 1), lower(b));
CREATE INDEX t_a ON public.t (a);

ALTER INDEX public.t_ab ALTER COLUMN 2 SET STATISTICS 900;
COMMENT ON INDEX public.t_ab IS 'two expressions';
