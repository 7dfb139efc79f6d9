CREATE TYPE public.gone;
CREATE FUNCTION public.gone_in(cstring) RETURNS public.gone LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
CREATE FUNCTION public.gone_out(public.gone) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
CREATE TYPE public.gone (INPUT = public.gone_in, OUTPUT = public.gone_out, INTERNALLENGTH = 4, PASSEDBYVALUE);
CREATE TABLE public.u (id integer, g public.gone);
CREATE FUNCTION public.twice(public.gone) RETURNS text LANGUAGE sql AS 'SELECT $1::text || $1::text';
CREATE CAST (public.gone AS text) WITH INOUT AS ASSIGNMENT;
CREATE VIEW public.uv AS SELECT g::text AS g FROM public.u;
