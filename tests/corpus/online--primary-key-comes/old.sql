CREATE TABLE public.t (a integer, b integer);
INSERT INTO public.t SELECT i, i FROM generate_series(1, 300) i;
