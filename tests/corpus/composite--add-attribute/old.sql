CREATE TYPE public.address AS (street text, town text);
CREATE TABLE public.customer (id integer PRIMARY KEY, home public.address);
