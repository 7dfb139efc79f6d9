CREATE TABLE public.t (a integer, v integer GENERATED ALWAYS AS (a * 2) STORED, s integer GENERATED ALWAYS AS (a * 3) VIRTUAL, z text);
CREATE VIEW public.w AS SELECT v, s FROM public.t;
CREATE INDEX t_v ON public.t (v);
