CREATE FUNCTION public.same(a integer, b integer) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT a = b';
CREATE FUNCTION public.differ(a integer, b integer) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT a <> b';
CREATE OPERATOR public.=== (FUNCTION = public.same, LEFTARG = integer, RIGHTARG = integer, RESTRICT = eqsel);
CREATE TABLE public.t (a integer, CHECK (a OPERATOR(public.===) 1));
