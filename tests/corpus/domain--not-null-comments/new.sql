CREATE DOMAIN public.d AS text CONSTRAINT "given now" NOT NULL;
COMMENT ON CONSTRAINT "given now" ON DOMAIN public.d IS 'still';
CREATE DOMAIN public.e AS integer NOT NULL;
COMMENT ON CONSTRAINT e_not_null ON DOMAIN public.e IS 'new';
CREATE DOMAIN public.f AS integer NOT NULL;
COMMENT ON CONSTRAINT f_not_null ON DOMAIN public.f IS 'came with it';
CREATE DOMAIN public.g AS text CONSTRAINT g_g NOT NULL CONSTRAINT c CHECK (VALUE <> '');
COMMENT ON CONSTRAINT g_g ON DOMAIN public.g IS 'all new';
