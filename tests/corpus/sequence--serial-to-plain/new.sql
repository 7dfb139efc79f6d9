CREATE TABLE public.log (id integer PRIMARY KEY, line text);
