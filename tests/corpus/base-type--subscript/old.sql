CREATE TYPE public.tok;
CREATE FUNCTION public.tok_in(cstring) RETURNS public.tok LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION public.tok_out(public.tok) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE public.tok (INPUT = public.tok_in, OUTPUT = public.tok_out, INTERNALLENGTH = VARIABLE);
