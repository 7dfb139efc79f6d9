CREATE FUNCTION public.f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT a';
CREATE FUNCTION public.p(a integer) RETURNS void LANGUAGE sql AS 'SELECT 1';
