CREATE TABLE public.t (a integer, v integer GENERATED ALWAYS AS (a * 2) VIRTUAL, s integer GENERATED ALWAYS AS (a * 3) STORED, z text);
CREATE VIEW public.w AS SELECT v, s FROM public.t;
CREATE INDEX t_s ON public.t (s);
