CREATE TABLE public.t (a integer, b text);
CREATE INDEX t_ab ON public.t ((a + 1), lower(b));
CREATE INDEX t_a ON public.t (a);

ALTER INDEX public.t_ab ALTER COLUMN 1 SET STATISTICS 100;
ALTER TABLE public.t CLUSTER ON t_a;
