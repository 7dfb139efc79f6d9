CREATE TABLE public.t (a integer);
CREATE INDEX t_a ON public.t (a);
