CREATE DOMAIN public.d AS text CONSTRAINT given NOT NULL CONSTRAINT short CHECK (length(VALUE) < 9);
CREATE DOMAIN public.e AS integer NOT NULL;
CREATE DOMAIN public.f AS integer;
CREATE TABLE public.t (a public.d, b public.f);
