CREATE TABLE public.t (id integer NOT NULL, name text, n integer, CONSTRAINT t_pkey PRIMARY KEY (id));
CREATE VIEW public.v AS SELECT id, name, count(*) AS c FROM public.t GROUP BY id;
