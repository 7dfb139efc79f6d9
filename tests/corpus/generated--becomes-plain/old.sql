CREATE TABLE public.box (id integer PRIMARY KEY, w integer, twice integer GENERATED ALWAYS AS (w * 2) STORED);
CREATE INDEX box_twice ON public.box (twice);
