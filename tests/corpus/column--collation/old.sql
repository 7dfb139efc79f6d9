CREATE TABLE public.t (id integer PRIMARY KEY, name text COLLATE "C", other character varying(10));

CREATE INDEX t_name ON public.t (name);
CREATE VIEW public.t_v AS SELECT name FROM public.t ORDER BY name;
