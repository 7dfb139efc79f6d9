CREATE TABLE public.base (id integer PRIMARY KEY, a integer);

CREATE TABLE public.x1 (id integer);
CREATE SEQUENCE public.x2;
CREATE VIEW public.x3 AS SELECT id FROM public.base;
CREATE INDEX x4 ON public.base (a);
CREATE TYPE public.x5 AS ENUM ('a');
CREATE FUNCTION public.x6() RETURNS integer LANGUAGE sql AS 'SELECT 1';
