CREATE TYPE public.pt AS (x integer, y integer);
CREATE FUNCTION public.pt_text(public.pt) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT ($1).x || '','' || ($1).y';
CREATE FUNCTION public.pt_int(public.pt) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT ($1).x';
CREATE TABLE public.t (p public.pt);
CREATE CAST (public.pt AS text) WITH FUNCTION public.pt_text(public.pt) AS IMPLICIT;
CREATE CAST (public.pt AS integer) WITH FUNCTION public.pt_int(public.pt) AS ASSIGNMENT;
COMMENT ON CAST (public.pt AS integer) IS 'east only';
