CREATE DOMAIN public.code AS character varying(10) CHECK (VALUE <> '');

CREATE TABLE public.item (code public.code PRIMARY KEY, alt public.code[]);
CREATE VIEW public.items AS SELECT code FROM public.item;
CREATE FUNCTION public.shout(c public.code) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT upper(c::text)';
