CREATE FUNCTION public.f(a integer, OUT b integer, OUT c text) LANGUAGE sql AS $$ SELECT 1, 'x' $$;
CREATE FUNCTION public.g(a integer) RETURNS TABLE (x integer, y text) LANGUAGE sql AS $$ SELECT 1, 'x' $$;
CREATE FUNCTION public.h(INOUT a integer) LANGUAGE sql AS $$ SELECT 1 $$;
