CREATE TABLE public.t (id integer PRIMARY KEY, thing integer);
