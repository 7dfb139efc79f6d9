CREATE TYPE public.names AS RANGE (subtype = text, collation = "C");
CREATE TABLE public.shelf (id integer, span public.names);
