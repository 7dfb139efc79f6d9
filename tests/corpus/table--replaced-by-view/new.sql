CREATE TABLE public.base (id integer PRIMARY KEY, name text);

CREATE VIEW public.names AS SELECT name FROM public.base;
CREATE VIEW public.counted AS SELECT count(*) AS n FROM public.names;
