CREATE FUNCTION public.rev_cmp(integer, integer) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS 'SELECT btint4cmp($2, $1)';
CREATE FUNCTION public.fwd_cmp(integer, bigint) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS 'SELECT btint48cmp($1, $2)';
CREATE FUNCTION public.bwd_cmp(integer, bigint) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS 'SELECT btint48cmp($1, $2) * -1';
CREATE OPERATOR CLASS public.backwards FOR TYPE integer USING btree AS OPERATOR 1 >, OPERATOR 2 >=, OPERATOR 3 =, OPERATOR 4 <=, OPERATOR 5 <, FUNCTION 1 public.rev_cmp(integer, integer);
ALTER OPERATOR FAMILY public.backwards USING btree ADD OPERATOR 1 > (integer, bigint), FUNCTION 1 (integer, bigint) public.fwd_cmp(integer, bigint);
CREATE TABLE public.t (a integer);
CREATE INDEX t_a ON public.t (a public.backwards);
