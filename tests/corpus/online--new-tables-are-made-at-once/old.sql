CREATE TABLE public.customer (id integer PRIMARY KEY, name text);
INSERT INTO public.customer SELECT i, 'c' || i FROM generate_series(0, 6) i;
