CREATE TABLE public.event (at timestamp with time zone, reading integer);
CREATE TABLE public.mute (reading integer);
ALTER TABLE public.mute REPLICA IDENTITY NOTHING;
CREATE TABLE public.keyed (id integer PRIMARY KEY, reading integer);
CREATE PUBLICATION few FOR TABLE public.event, public.keyed;
CREATE PUBLICATION every FOR ALL TABLES;
INSERT INTO public.event SELECT now(), i FROM generate_series(1, 300) i;
INSERT INTO public.mute SELECT i FROM generate_series(1, 300) i;
