CREATE DOMAIN public.email AS text CONSTRAINT email_at CHECK (VALUE LIKE '%@%');
CREATE DOMAIN public.percent AS integer DEFAULT 0 NOT NULL;

CREATE TABLE public.account (id integer PRIMARY KEY, mail public.email, share public.percent);
