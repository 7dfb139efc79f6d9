CREATE TABLE public.t (a integer, b integer);

CREATE UNIQUE INDEX t_a ON public.t (a);
ALTER TABLE public.t ADD CONSTRAINT t_b UNIQUE (b);
COMMENT ON CONSTRAINT t_b ON public.t IS 'a constraint';
