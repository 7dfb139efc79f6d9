CREATE TABLE public.t (id integer PRIMARY KEY, y integer DEFAULT 1 NOT NULL, z text);
