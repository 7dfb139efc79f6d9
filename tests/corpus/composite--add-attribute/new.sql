CREATE TYPE public.address AS (street text, town text, country character(2));
CREATE TABLE public.customer (id integer PRIMARY KEY, home public.address);
COMMENT ON COLUMN public.address.country IS 'ISO 3166';
