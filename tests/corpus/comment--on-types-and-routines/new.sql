CREATE TYPE public.e AS ENUM ('a');
CREATE TYPE public.c AS (x integer, y integer);
CREATE DOMAIN public.d AS integer CONSTRAINT d_low CHECK (VALUE > 0);
CREATE TYPE public.r AS RANGE (subtype = integer);
CREATE FUNCTION public.f(a integer, VARIADIC b text[]) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE PROCEDURE public.p(a integer) LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION public.acc(integer, integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1 + $2';
CREATE AGGREGATE public.g(integer) (SFUNC = public.acc, STYPE = integer);
CREATE SCHEMA s;

COMMENT ON TYPE public.c IS 'a composite';
COMMENT ON COLUMN public.c.y IS 'an attribute';
COMMENT ON DOMAIN public.d IS 'a domain';
COMMENT ON CONSTRAINT d_low ON DOMAIN public.d IS 'its check';
COMMENT ON TYPE public.r IS 'a range';
COMMENT ON FUNCTION public.f(integer, text[]) IS 'the function';
COMMENT ON PROCEDURE public.p(integer) IS 'a procedure';
COMMENT ON AGGREGATE public.g(integer) IS 'an aggregate';
