CREATE TABLE public.t (id integer NOT NULL, a text);
CREATE UNIQUE INDEX t_id ON public.t (id);
ALTER TABLE public.t REPLICA IDENTITY USING INDEX t_id;
CREATE TABLE public.u (id integer PRIMARY KEY);
CREATE UNLOGGED TABLE public.x (id integer PRIMARY KEY);
CREATE PUBLICATION p FOR TABLE public.t, public.u;
