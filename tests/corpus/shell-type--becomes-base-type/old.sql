CREATE TYPE public.half;
CREATE FUNCTION public.half_in(cstring) RETURNS public.half LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
CREATE FUNCTION public.half_out(public.half) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
