CREATE TABLE public.addr (street text, no integer);
CREATE TABLE public.person (id integer, home public.addr, homes public.addr[]);
CREATE TYPE public.two AS (a public.addr, b public.addr);
CREATE FUNCTION public.fmt(public.addr) RETURNS text LANGUAGE sql STABLE AS 'SELECT $1.street';
CREATE VIEW public.v AS SELECT id, (home).street AS s, public.fmt(home) AS f FROM public.person;
INSERT INTO public.person VALUES (1, ROW('x', 7), ARRAY[ROW('y', 8)::public.addr, NULL]), (2, NULL, NULL);
