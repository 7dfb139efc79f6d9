CREATE FUNCTION public.rev_cmp(integer, integer) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS 'SELECT btint4cmp($2, $1)';
CREATE OPERATOR CLASS public.backwards FOR TYPE integer USING btree AS OPERATOR 1 >, OPERATOR 2 >=, OPERATOR 3 =, OPERATOR 4 <=, OPERATOR 5 <, FUNCTION 1 public.rev_cmp(integer, integer);
CREATE TABLE public.t (a integer, b integer);
CREATE INDEX t_a ON public.t (a public.backwards, b);
CREATE INDEX t_b ON public.t (b public.backwards DESC) WHERE a > 0;
COMMENT ON INDEX public.t_a IS 'kept';
