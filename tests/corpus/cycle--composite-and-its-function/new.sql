CREATE TYPE public.point3 AS (x numeric, y numeric, z numeric);
CREATE FUNCTION public.origin() RETURNS public.point3 LANGUAGE sql IMMUTABLE AS 'SELECT ROW(0,0,0)::public.point3';
CREATE TABLE public.body (id integer, at public.point3 DEFAULT public.origin(), was public.point3[] DEFAULT ARRAY[public.origin()]);
CREATE DOMAIN public.place AS public.point3 DEFAULT public.origin() CHECK ((VALUE).x >= 0);
CREATE TABLE public.site (p public.place);
CREATE VIEW public.at_origin AS SELECT id, (at).x AS x FROM public.body WHERE at = public.origin();
CREATE FUNCTION public.shift(p public.point3, d public.point3 DEFAULT public.origin()) RETURNS SETOF public.point3 LANGUAGE sql AS 'SELECT p';
