CREATE TYPE public.mood AS ENUM ('mad', 'glad');
CREATE FUNCTION public.score(integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1::bigint * 2';
CREATE TABLE public.t (a integer, m public.mood, n integer);
CREATE STATISTICS public.s ON public.score(a), n FROM public.t;
CREATE STATISTICS public.with_mood (dependencies) ON a, m FROM public.t;
ALTER STATISTICS public.with_mood SET STATISTICS 99;
