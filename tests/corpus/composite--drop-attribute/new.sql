CREATE TYPE public.box AS (w integer, h integer);
CREATE TABLE public.parcel (id integer PRIMARY KEY, size public.box);

CREATE FUNCTION public.width(b public.box) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT b.w';
CREATE INDEX parcel_width ON public.parcel (public.width(size));
