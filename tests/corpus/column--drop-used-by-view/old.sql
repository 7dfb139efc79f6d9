CREATE TABLE public.person (id integer PRIMARY KEY, name text);

ALTER TABLE public.person ADD COLUMN nick text;
CREATE VIEW public.people AS SELECT id, name, nick FROM public.person;
CREATE VIEW public.people_up AS SELECT id, upper(name) AS name FROM public.people;
