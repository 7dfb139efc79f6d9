CREATE TYPE public.amount AS (value integer, currency character varying(3));

CREATE FUNCTION public.value_of(a public.amount) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT (a).value::text';
