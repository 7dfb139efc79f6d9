CREATE SCHEMA ops;
CREATE FUNCTION public.same(a integer, b integer) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT a = b';
CREATE FUNCTION public.differ(a integer, b integer) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT a <> b';
CREATE FUNCTION public.same(a text, b text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT a = b';
CREATE OPERATOR ops.=== (FUNCTION = public.same, LEFTARG = integer, RIGHTARG = integer);
CREATE OPERATOR public.=== (FUNCTION = public.same, LEFTARG = text, RIGHTARG = text, NEGATOR = OPERATOR(public.!==));
CREATE FUNCTION public.unlike(a text, b text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT a <> b';
CREATE OPERATOR public.!== (FUNCTION = public.unlike, LEFTARG = text, RIGHTARG = text, NEGATOR = OPERATOR(public.===));
