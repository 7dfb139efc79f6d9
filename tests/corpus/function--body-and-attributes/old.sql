CREATE FUNCTION public.f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT a';
CREATE FUNCTION public.g() RETURNS SETOF integer LANGUAGE sql STABLE ROWS 10 COST 5 AS 'SELECT 1';
CREATE FUNCTION public.h() RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'pg_catalog', 'pg_temp' SET work_mem TO '8MB' AS 'BEGIN RETURN 1; END';
