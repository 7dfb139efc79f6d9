CREATE FUNCTION public.same(a integer, b integer) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT a = b';
CREATE FUNCTION public.differ(a integer, b integer) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT a <> b';
CREATE OPERATOR public.=== (FUNCTION = public.same, LEFTARG = integer, RIGHTARG = integer, COMMUTATOR = OPERATOR(public.===), NEGATOR = OPERATOR(public.!==), RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
CREATE OPERATOR public.!== (FUNCTION = public.differ, LEFTARG = integer, RIGHTARG = integer, COMMUTATOR = OPERATOR(public.!==), NEGATOR = OPERATOR(public.===), RESTRICT = neqsel, JOIN = neqjoinsel);
COMMENT ON OPERATOR public.=== (integer, integer) IS 'very equal';
CREATE OPERATOR public.@@@ (FUNCTION = public.same, LEFTARG = integer, RIGHTARG = integer, COMMUTATOR = OPERATOR(public.###));
CREATE OPERATOR public.### (FUNCTION = public.same, LEFTARG = integer, RIGHTARG = integer, COMMUTATOR = OPERATOR(public.@@@));
