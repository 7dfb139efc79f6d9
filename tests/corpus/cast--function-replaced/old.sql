CREATE TYPE public.mood AS ENUM ('a', 'b');
CREATE FUNCTION public.mood_no(public.mood) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE CAST (public.mood AS integer) WITH FUNCTION public.mood_no(public.mood);
CREATE TABLE public.t (m public.mood);
CREATE VIEW public.v AS SELECT m::integer AS i FROM public.t;
