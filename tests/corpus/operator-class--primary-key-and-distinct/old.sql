CREATE TYPE public.k;
CREATE FUNCTION public.k_in(cstring) RETURNS public.k LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
CREATE FUNCTION public.k_out(public.k) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
CREATE TYPE public.k (INPUT = public.k_in, OUTPUT = public.k_out, INTERNALLENGTH = 4, PASSEDBYVALUE);
CREATE TABLE public.t (k public.k, n integer);
