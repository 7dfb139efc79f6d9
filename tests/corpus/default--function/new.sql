CREATE TABLE public.t (id integer PRIMARY KEY, code text);

CREATE FUNCTION public.new_code(len integer) RETURNS text LANGUAGE sql AS $$ SELECT repeat('c', len) $$;
ALTER TABLE public.t ALTER COLUMN code SET DEFAULT public.new_code(8);
