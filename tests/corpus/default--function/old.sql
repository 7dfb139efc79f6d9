CREATE TABLE public.t (id integer PRIMARY KEY, code text);

CREATE FUNCTION public.new_code() RETURNS text LANGUAGE sql AS $$ SELECT 'c'::text $$;
ALTER TABLE public.t ALTER COLUMN code SET DEFAULT public.new_code();
