CREATE SCHEMA s;
CREATE TABLE public.other (id integer PRIMARY KEY);

CREATE TABLE public.t (id serial PRIMARY KEY, other_id integer REFERENCES public.other);
CREATE INDEX t_other ON public.t (other_id);
CREATE VIEW public.v AS SELECT id FROM public.t;
