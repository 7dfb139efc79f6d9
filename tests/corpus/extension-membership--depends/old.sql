CREATE EXTENSION hstore WITH SCHEMA public;
CREATE TABLE public.t (id integer, h public.hstore);
CREATE FUNCTION public.f() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE INDEX t_h ON public.t USING gist (h);

ALTER FUNCTION public.f() DEPENDS ON EXTENSION hstore;
