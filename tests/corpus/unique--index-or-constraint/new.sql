CREATE TABLE public.t (a integer, b integer);

ALTER TABLE public.t ADD CONSTRAINT t_a UNIQUE (a);
CREATE UNIQUE INDEX t_b ON public.t (b);
COMMENT ON INDEX public.t_b IS 'an index';
