CREATE COLLATION public.no_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE TABLE public.account (id integer PRIMARY KEY, email text COLLATE public.no_case NOT NULL UNIQUE);
CREATE FUNCTION public.same(a text, b text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT a = b COLLATE public.no_case';
CREATE TYPE public.names AS RANGE (subtype = text, collation = public.no_case);
