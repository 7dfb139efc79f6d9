CREATE EXTENSION citext;
COMMENT ON EXTENSION citext IS 'with one less';
CREATE EXTENSION pg_trgm;
CREATE FUNCTION public.f() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE TYPE public.e AS ENUM ('a');
CREATE TABLE public.t (e public.e);
ALTER EXTENSION pg_trgm ADD TYPE public.e;
