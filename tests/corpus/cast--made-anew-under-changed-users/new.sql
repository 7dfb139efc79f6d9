CREATE TYPE public.e AS ENUM ('1');
CREATE FUNCTION public.f1(public.e) RETURNS int LANGUAGE sql IMMUTABLE AS 'select 1';
CREATE CAST (public.e AS int) WITH FUNCTION public.f1(public.e) AS ASSIGNMENT;
CREATE TABLE public.t (c int DEFAULT '1'::public.e);
CREATE VIEW public.v AS SELECT public.f1('1'::public.e) AS x;
