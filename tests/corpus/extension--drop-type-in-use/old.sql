CREATE EXTENSION citext WITH SCHEMA public;
CREATE TABLE public.person (id integer PRIMARY KEY, name public.citext NOT NULL);
CREATE VIEW public.people AS SELECT id, lower(name::text) AS name FROM public.person;
