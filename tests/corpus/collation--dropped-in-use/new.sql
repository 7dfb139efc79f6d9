CREATE TABLE public.account (id integer PRIMARY KEY, email text NOT NULL UNIQUE);
CREATE FUNCTION public.same(a text, b text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT a = b COLLATE "C"';
CREATE TYPE public.names AS RANGE (subtype = text, collation = "C");
