CREATE TYPE public.mood AS ENUM ('sad', 'ok', 'glad');
CREATE FUNCTION public.base(m public.mood, plus integer DEFAULT 0) RETURNS bigint LANGUAGE sql IMMUTABLE RETURN CASE m WHEN 'ok' THEN 1 ELSE 0 END + plus;
CREATE FUNCTION public.above(m public.mood) RETURNS bigint LANGUAGE sql IMMUTABLE BEGIN ATOMIC SELECT public.base(m, 3) + 1; END;
CREATE TABLE public.t (m public.mood, n bigint GENERATED ALWAYS AS (public.above(m)) STORED);
