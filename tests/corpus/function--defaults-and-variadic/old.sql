CREATE FUNCTION public.f(a integer, b integer DEFAULT 2, c text DEFAULT 'x') RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION public.g(VARIADIC a integer[]) RETURNS integer LANGUAGE sql AS 'SELECT 1';
