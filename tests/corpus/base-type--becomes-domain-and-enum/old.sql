CREATE TYPE public.one;
CREATE FUNCTION public.one_in(cstring) RETURNS public.one LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
CREATE FUNCTION public.one_out(public.one) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
CREATE TYPE public.one (INPUT = public.one_in, OUTPUT = public.one_out, INTERNALLENGTH = 4, PASSEDBYVALUE);
CREATE TYPE public.two;
CREATE FUNCTION public.two_in(cstring) RETURNS public.two LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION public.two_out(public.two) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE public.two (INPUT = public.two_in, OUTPUT = public.two_out, INTERNALLENGTH = VARIABLE);
