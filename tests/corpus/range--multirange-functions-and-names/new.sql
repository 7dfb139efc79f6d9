CREATE SCHEMA side;
CREATE TYPE public.r AS RANGE (subtype = integer, multirange_type_name = side."Many of it");
CREATE TABLE public.t (a public.r, b side."Many of it");
CREATE VIEW public.v AS SELECT public."Many of it"(a) AS m FROM public.t;
