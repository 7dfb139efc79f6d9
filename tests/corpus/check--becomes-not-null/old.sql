CREATE TABLE public.t (id integer PRIMARY KEY, a text, CONSTRAINT a_there CHECK (a IS NOT NULL));
