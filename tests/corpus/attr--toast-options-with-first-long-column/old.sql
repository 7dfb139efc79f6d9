CREATE TABLE public.t (a integer, b integer);
CREATE TABLE public.u (a integer) WITH (fillfactor = 90);
INSERT INTO public.t VALUES (1, 2);
