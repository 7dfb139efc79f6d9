CREATE TABLE public.addr (street text, town text, zip text);
CREATE TABLE public.person (id integer PRIMARY KEY, home public.addr, others public.addr[]);
CREATE VIEW public.towns AS SELECT id, (home).town AS town, (home).zip AS zip FROM public.person;
