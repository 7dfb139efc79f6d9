CREATE TYPE public.half;
CREATE FUNCTION public.half_in(cstring) RETURNS public.half LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
CREATE FUNCTION public.half_out(public.half) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
CREATE TYPE public.half (INPUT = public.half_in, OUTPUT = public.half_out, INTERNALLENGTH = 4, PASSEDBYVALUE);
CREATE TABLE public.h (h public.half);
