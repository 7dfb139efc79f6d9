CREATE TYPE public.mood AS ENUM ('b', 'c');
CREATE FUNCTION public.mood_no(m public.mood, integer DEFAULT NULL, boolean DEFAULT false) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 2';
CREATE CAST (public.mood AS integer) WITH FUNCTION public.mood_no(public.mood, integer, boolean);
CREATE TABLE public.t (m public.mood);
CREATE VIEW public.v AS SELECT m::integer AS i FROM public.t;
