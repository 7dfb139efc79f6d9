CREATE TYPE public.num;
CREATE FUNCTION public.number_in(cstring) RETURNS public.num LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
CREATE FUNCTION public.number_out(public.num) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
CREATE FUNCTION public.number_recv(internal) RETURNS public.num LANGUAGE internal IMMUTABLE STRICT AS 'int4recv';
CREATE FUNCTION public.number_send(public.num) RETURNS bytea LANGUAGE internal IMMUTABLE STRICT AS 'int4send';
CREATE TYPE public.num (INPUT = public.number_in, OUTPUT = public.number_out, RECEIVE = public.number_recv, SEND = public.number_send, INTERNALLENGTH = 4, PASSEDBYVALUE);
CREATE TABLE public.n (v public.num);
