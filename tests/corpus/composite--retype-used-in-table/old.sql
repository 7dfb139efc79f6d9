CREATE TYPE public.pos AS (x integer, y integer);

CREATE TABLE public.piece (id integer PRIMARY KEY, at public.pos, trail public.pos[]);
CREATE VIEW public.piece_x AS SELECT id, (at).x AS x FROM public.piece;
