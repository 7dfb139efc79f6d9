CREATE FUNCTION public.my_hash(integer, bigint) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1::bigint + $2';
CREATE OPERATOR CLASS public.plain_hash FOR TYPE integer USING hash AS OPERATOR 1 =, FUNCTION 2 public.my_hash(integer, bigint);
CREATE TABLE public.p (id integer) PARTITION BY HASH (id public.plain_hash);
CREATE TABLE public.p0 PARTITION OF public.p FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE public.p1 PARTITION OF public.p FOR VALUES WITH (MODULUS 2, REMAINDER 1);
