CREATE TABLE public.t (a integer, b integer, c integer);

CREATE INDEX t_a ON public.t (a);
CREATE UNIQUE INDEX t_b ON public.t (b);
