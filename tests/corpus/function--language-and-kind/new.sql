CREATE FUNCTION public.f(a integer) RETURNS integer LANGUAGE plpgsql AS 'BEGIN RETURN a; END';
CREATE PROCEDURE public.p(a integer) LANGUAGE sql AS 'SELECT 1';
