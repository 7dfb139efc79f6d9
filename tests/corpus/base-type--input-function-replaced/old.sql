CREATE TYPE public.num;
CREATE FUNCTION public.num_in(cstring) RETURNS public.num LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
CREATE FUNCTION public.num_out(public.num) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
CREATE FUNCTION public.num_recv(internal) RETURNS public.num LANGUAGE internal IMMUTABLE STRICT AS 'int4recv';
CREATE FUNCTION public.num_send(public.num) RETURNS bytea LANGUAGE internal IMMUTABLE STRICT AS 'int4send';
CREATE TYPE public.num (INPUT = public.num_in, OUTPUT = public.num_out, RECEIVE = public.num_recv, SEND = public.num_send, INTERNALLENGTH = 4, PASSEDBYVALUE);
CREATE TABLE public.n (v public.num);
