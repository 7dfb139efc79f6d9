CREATE TABLE public.t (id integer PRIMARY KEY, a integer);

CREATE VIEW public.x AS SELECT id, a FROM public.t;
CREATE VIEW public.y AS SELECT id FROM public.x;
