CREATE DOMAIN public.age AS integer;
