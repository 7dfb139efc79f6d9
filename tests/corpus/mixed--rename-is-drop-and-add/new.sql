CREATE TABLE public.customer (id integer PRIMARY KEY, full_name text);
CREATE TABLE public.bill (id integer PRIMARY KEY, customer_id integer REFERENCES public.customer);
CREATE VIEW public.clients AS SELECT id, full_name AS fullname FROM public.customer;
