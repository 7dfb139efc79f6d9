CREATE TYPE public.mood AS ENUM ('bad', 'good', 'it''s "fine"');
CREATE FUNCTION public.first_mood() RETURNS public.mood LANGUAGE sql IMMUTABLE AS $$ SELECT 'bad'::public.mood $$;
CREATE FUNCTION public.moods(VARIADIC m public.mood[] DEFAULT ARRAY['good'::public.mood]) RETURNS SETOF public.mood LANGUAGE sql IMMUTABLE AS 'SELECT unnest(m)';
CREATE DOMAIN public.mood_d AS public.mood DEFAULT public.first_mood() CHECK (VALUE >= public.first_mood());
CREATE TABLE public.person (id integer, m public.mood DEFAULT public.first_mood(), d public.mood_d, l public.mood_d[]);
CREATE INDEX person_m ON public.person (m) WHERE m > 'bad';
ALTER TABLE public.person ADD CONSTRAINT person_m CHECK (m <> public.first_mood() OR d IS NOT NULL);
CREATE VIEW public.happy AS SELECT p.*, public.first_mood() AS f FROM public.person p WHERE m = 'good';
