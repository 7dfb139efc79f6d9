CREATE DOMAIN public.price AS integer CHECK (VALUE >= 0);
CREATE TYPE public.prices AS RANGE (subtype = public.price);
CREATE TABLE public.offer (id integer, span public.prices DEFAULT 'empty' NOT NULL, EXCLUDE USING gist (span WITH &&));
CREATE FUNCTION public.cheap(public.prices) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT isempty($1)';
CREATE INDEX offer_cheap ON public.offer (id) WHERE public.cheap(span);
CREATE VIEW public.cheap_offers AS SELECT id, lower(span) AS l FROM public.offer WHERE public.cheap(span);
