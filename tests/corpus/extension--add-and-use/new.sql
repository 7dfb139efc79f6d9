CREATE TABLE public.member (id integer PRIMARY KEY);

CREATE EXTENSION citext WITH SCHEMA public;
ALTER TABLE public.member ADD COLUMN email public.citext NOT NULL;
CREATE UNIQUE INDEX member_email_key ON public.member (email);
