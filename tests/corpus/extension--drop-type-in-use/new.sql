CREATE TABLE public.person (id integer PRIMARY KEY, name text NOT NULL);
CREATE VIEW public.people AS SELECT id, lower(name) AS name FROM public.person;
