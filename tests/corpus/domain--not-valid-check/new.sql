CREATE DOMAIN public.age AS integer;
ALTER DOMAIN public.age ADD CONSTRAINT age_positive CHECK (VALUE > 0) NOT VALID;
