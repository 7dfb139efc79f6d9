CREATE DOMAIN public.d AS text CONSTRAINT "must be given" NOT NULL CONSTRAINT short CHECK (length(VALUE) < 10);
CREATE DOMAIN public.e AS integer CONSTRAINT e_there NOT NULL;
CREATE DOMAIN public.f AS integer CONSTRAINT f_there NOT NULL;
CREATE TABLE public.t (a public.d, b public.f);
