CREATE TABLE public.log (id serial PRIMARY KEY, line text);
