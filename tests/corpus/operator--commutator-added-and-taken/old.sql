CREATE FUNCTION public.same(a integer, b integer) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT a = b';
CREATE FUNCTION public.differ(a integer, b integer) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT a <> b';
CREATE OPERATOR public.=== (FUNCTION = public.same, LEFTARG = integer, RIGHTARG = integer, COMMUTATOR = OPERATOR(public.====), HASHES);
CREATE OPERATOR public.==== (FUNCTION = public.same, LEFTARG = integer, RIGHTARG = integer, COMMUTATOR = OPERATOR(public.===));
CREATE VIEW public.v AS SELECT 1 OPERATOR(public.====) 2 AS x;
