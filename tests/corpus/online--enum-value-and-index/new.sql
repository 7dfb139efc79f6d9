CREATE TYPE public.mood AS ENUM ('glad', 'meh', 'sad');
CREATE TABLE public.customer (id integer PRIMARY KEY, name text);
INSERT INTO public.customer SELECT i, 'c' || i FROM generate_series(0, 6) i;
ALTER TABLE public.customer ADD COLUMN mood public.mood;
ALTER TABLE public.customer ALTER COLUMN mood SET DEFAULT 'meh';
CREATE INDEX customer_meh ON public.customer (id) WHERE mood = 'meh';
