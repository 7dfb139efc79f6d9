CREATE TYPE public.mood AS ENUM ('sad', 'glad', 'mad');
CREATE FUNCTION public.score(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 2';
CREATE TABLE public.t (a integer, m public.mood, n integer);
CREATE STATISTICS public.s ON public.score(a), n FROM public.t;
CREATE STATISTICS public.with_mood (dependencies) ON a, m FROM public.t;
ALTER STATISTICS public.with_mood SET STATISTICS 99;
