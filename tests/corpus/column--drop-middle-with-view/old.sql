CREATE TABLE public.t (a integer, b integer, c integer);
CREATE VIEW public.v AS SELECT t.* FROM public.t;
