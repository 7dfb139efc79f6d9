CREATE TABLE public.base (id integer PRIMARY KEY, name text);

CREATE TABLE public.names (name text);
CREATE VIEW public.counted AS SELECT count(*) AS n FROM public.names;
