CREATE FUNCTION public.q() RETURNS text LANGUAGE sql AS $q$ SELECT '$$ $_$ it''s; -- no' || "current_schema"() /* ; */ $q$;
