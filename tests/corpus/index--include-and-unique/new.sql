CREATE TABLE public.t (a integer, b integer, c integer);

CREATE UNIQUE INDEX t_a ON public.t (a) INCLUDE (c);
CREATE INDEX t_b ON public.t (b) INCLUDE (a, c);
