CREATE DOMAIN public.d AS text CONSTRAINT given NOT NULL;
COMMENT ON CONSTRAINT given ON DOMAIN public.d IS 'it''s there';
CREATE DOMAIN public.e AS integer NOT NULL;
CREATE DOMAIN public.f AS integer;
