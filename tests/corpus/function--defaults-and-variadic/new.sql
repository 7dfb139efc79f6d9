CREATE FUNCTION public.f(a integer, b integer, c text DEFAULT 'it''s') RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION public.g(first integer, VARIADIC a text[] DEFAULT ARRAY['z'::text]) RETURNS integer LANGUAGE sql AS 'SELECT 1';
