CREATE TABLE public.t (id integer PRIMARY KEY, a integer);

CREATE TABLE public.x (id integer, a integer);
CREATE MATERIALIZED VIEW public.y AS SELECT id FROM public.x;
