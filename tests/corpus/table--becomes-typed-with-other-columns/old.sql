CREATE TABLE public.t (street varchar(5), id integer, n integer);
CREATE TABLE public.s (street varchar(80)) WITH (fillfactor = 70);
CREATE INDEX t_n ON public.t (n);
INSERT INTO public.t VALUES ('a', 1, 2);
