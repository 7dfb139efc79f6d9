CREATE TYPE public.span AS (lo integer, hi integer);

CREATE DOMAIN public.good_span AS public.span CHECK ((VALUE).lo <= (VALUE).hi);
CREATE FUNCTION public.len(s public.good_span) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT (s).hi - (s).lo';
