CREATE DOMAIN public.email AS text DEFAULT 'nobody@example.org' CONSTRAINT email_at CHECK (VALUE ~ '^[^@]+@[^@]+$') CONSTRAINT email_len CHECK (length(VALUE) < 255);
CREATE DOMAIN public.percent AS integer CONSTRAINT percent_range CHECK (VALUE >= 0 AND VALUE <= 100);
COMMENT ON CONSTRAINT percent_range ON DOMAIN public.percent IS 'nought to hundred';

CREATE TABLE public.account (id integer PRIMARY KEY, mail public.email, share public.percent);
