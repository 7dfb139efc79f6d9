CREATE FUNCTION public.f(a integer, OUT b bigint, OUT d text) LANGUAGE sql AS $$ SELECT 1::bigint, 'x' $$;
CREATE FUNCTION public.g(a integer) RETURNS TABLE (x integer, y text, z date) LANGUAGE sql AS $$ SELECT 1, 'x', CURRENT_DATE $$;
CREATE FUNCTION public.h(INOUT a integer, OUT b integer) LANGUAGE sql AS $$ SELECT 1, 2 $$;
