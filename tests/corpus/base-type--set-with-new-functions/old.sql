CREATE TYPE public.tok;
CREATE FUNCTION public.tok_in(cstring) RETURNS public.tok LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION public.tok_out(public.tok) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE public.tok (INPUT = public.tok_in, OUTPUT = public.tok_out, INTERNALLENGTH = VARIABLE, STORAGE = external);
CREATE TABLE public.held (id integer PRIMARY KEY, c public.tok NOT NULL, list public.tok[]);
CREATE VIEW public.held_v AS SELECT c FROM public.held;
