CREATE FUNCTION public.same(a integer, b integer) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT a = b';
CREATE FUNCTION public.differ(a integer, b integer) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT a <> b';
CREATE TYPE public.size AS (n integer);
CREATE FUNCTION public.size_lt(public.size, public.size) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1.n < $2.n';
CREATE FUNCTION public.size_small(public.size, public.size) RETURNS public.size LANGUAGE sql IMMUTABLE AS 'SELECT CASE WHEN $1.n < $2.n THEN $1 ELSE $2 END';
CREATE OPERATOR public.<<< (FUNCTION = public.size_lt, LEFTARG = public.size, RIGHTARG = public.size);
CREATE AGGREGATE public.min_size(public.size) (SFUNC = public.size_small, STYPE = public.size, SORTOP = OPERATOR(public.<<<));
CREATE VIEW public.sizes AS SELECT public.min_size(ROW(1)::public.size) AS m;
