CREATE TYPE public.mood AS ENUM ('a', 'b');
CREATE FUNCTION public.mood_to(internal) RETURNS public.mood LANGUAGE internal IMMUTABLE AS 'enum_recv';
CREATE FUNCTION public.mood_from(internal) RETURNS internal LANGUAGE internal IMMUTABLE AS 'prsd_lextype';
CREATE TRANSFORM FOR public.mood LANGUAGE sql (FROM SQL WITH FUNCTION prsd_lextype(internal), TO SQL WITH FUNCTION public.mood_to(internal));
CREATE FUNCTION public.f(public.mood) RETURNS integer TRANSFORM FOR TYPE public.mood LANGUAGE sql AS 'SELECT 1';
