CREATE TYPE public.r AS RANGE (subtype = integer, multirange_type_name = public.many);
CREATE TABLE public.t (a public.r, b public.many);
CREATE VIEW public.v AS SELECT public.many(a) AS m FROM public.t;
