CREATE TABLE public.a (e integer, d date);
CREATE TABLE public.t (id public.a[], n public.a);
CREATE FUNCTION public.f() RETURNS public.a LANGUAGE sql AS 'SELECT NULL::public.a';
