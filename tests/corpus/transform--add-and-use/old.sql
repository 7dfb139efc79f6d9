CREATE TYPE public.mood AS ENUM ('a', 'b');
CREATE FUNCTION public.mood_to(internal) RETURNS public.mood LANGUAGE internal IMMUTABLE AS 'enum_recv';
CREATE FUNCTION public.mood_from(internal) RETURNS internal LANGUAGE internal IMMUTABLE AS 'prsd_lextype';
CREATE FUNCTION public.f(public.mood) RETURNS integer LANGUAGE sql AS 'SELECT 1';
