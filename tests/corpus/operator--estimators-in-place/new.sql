CREATE FUNCTION public.same(a integer, b integer) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT a = b';
CREATE FUNCTION public.differ(a integer, b integer) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT a <> b';
CREATE OPERATOR public.=== (FUNCTION = public.same, LEFTARG = integer, RIGHTARG = integer, JOIN = eqjoinsel);
ALTER OPERATOR public.=== (integer, integer) OWNER TO pg_monitor;
CREATE TABLE public.t (a integer, CHECK (a OPERATOR(public.===) 1));
