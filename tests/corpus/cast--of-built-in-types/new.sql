CREATE CAST (json AS date) WITH INOUT AS IMPLICIT;
CREATE CAST (uuid AS bytea) WITH INOUT;
CREATE TABLE public.t (a json);
CREATE VIEW public.a_view AS SELECT a::date AS d FROM public.t;
