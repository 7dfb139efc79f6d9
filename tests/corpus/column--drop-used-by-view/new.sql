CREATE TABLE public.person (id integer PRIMARY KEY, name text);

CREATE VIEW public.people AS SELECT id, name FROM public.person;
CREATE VIEW public.people_up AS SELECT id, upper(name) AS name FROM public.people;
