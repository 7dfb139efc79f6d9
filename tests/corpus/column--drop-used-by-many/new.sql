CREATE TABLE public.product (id integer PRIMARY KEY, price numeric NOT NULL);
