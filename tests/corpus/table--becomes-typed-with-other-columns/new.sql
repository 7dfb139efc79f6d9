CREATE TYPE public.addr AS (street varchar(80), no bigint, zip text);
CREATE TABLE public.t OF public.addr (zip DEFAULT 'x');
CREATE TABLE public.s OF public.addr (PRIMARY KEY (street)) WITH (fillfactor = 80);
CREATE VIEW public.v AS SELECT street, zip FROM public.t;
INSERT INTO public.t VALUES ('a', 1);
