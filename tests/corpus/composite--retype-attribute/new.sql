CREATE TYPE public.amount AS (value numeric(14,4), currency text COLLATE "C");

CREATE FUNCTION public.value_of(a public.amount) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT (a).value::text';
