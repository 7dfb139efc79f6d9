CREATE TYPE public.mood AS ENUM ('sad', 'ok');
CREATE FUNCTION public.base(m public.mood) RETURNS integer LANGUAGE sql IMMUTABLE RETURN CASE m WHEN 'ok' THEN 1 ELSE 0 END;
CREATE FUNCTION public.above(m public.mood) RETURNS integer LANGUAGE sql IMMUTABLE BEGIN ATOMIC SELECT public.base(m) + 1; END;
CREATE TABLE public.t (m public.mood, n integer GENERATED ALWAYS AS (public.above(m)) STORED);
