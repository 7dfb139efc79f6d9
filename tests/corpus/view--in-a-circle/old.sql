CREATE TABLE public.t (x integer);
CREATE VIEW public.one AS SELECT x, 'one'::text AS word FROM public.t;
CREATE VIEW public.other AS SELECT x, word FROM public.one;
