CREATE TABLE public.client (id integer PRIMARY KEY, fullname text);
CREATE TABLE public.bill (id integer PRIMARY KEY, client_id integer REFERENCES public.client);
CREATE VIEW public.clients AS SELECT id, fullname FROM public.client;
