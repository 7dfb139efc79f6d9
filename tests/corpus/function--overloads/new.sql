CREATE FUNCTION public.f(a integer) RETURNS text LANGUAGE sql AS $$ SELECT 'int' $$;
CREATE FUNCTION public.f(a bigint) RETURNS text LANGUAGE sql AS $$ SELECT 'b' $$;
CREATE FUNCTION public.f() RETURNS text LANGUAGE sql AS $$ SELECT '' $$;
COMMENT ON FUNCTION public.f() IS 'none';
