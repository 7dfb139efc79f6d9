CREATE TABLE public.t (id integer PRIMARY KEY, a text, b integer, c date);
CREATE INDEX t_ab ON public.t (a, b);
CREATE VIEW public.v AS SELECT a, b, c FROM public.t;
