CREATE FUNCTION public.f(a integer) RETURNS text LANGUAGE sql AS $$ SELECT 'i' $$;
CREATE FUNCTION public.f(a text) RETURNS text LANGUAGE sql AS $$ SELECT 't' $$;
CREATE FUNCTION public.f(a integer, b integer) RETURNS text LANGUAGE sql AS $$ SELECT 'ii' $$;
