CREATE TABLE public.lamp (id integer PRIMARY KEY);
