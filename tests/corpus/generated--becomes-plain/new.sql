CREATE TABLE public.box (id integer PRIMARY KEY, w integer, twice integer);
CREATE INDEX box_twice ON public.box (twice);
