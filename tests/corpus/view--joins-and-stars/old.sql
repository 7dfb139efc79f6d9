CREATE TABLE public.a (id integer PRIMARY KEY, x text);
CREATE TABLE public.b (id integer PRIMARY KEY, a_id integer, y text);

CREATE VIEW public.v AS SELECT a.*, b.y FROM public.a LEFT JOIN public.b ON b.a_id = a.id;
