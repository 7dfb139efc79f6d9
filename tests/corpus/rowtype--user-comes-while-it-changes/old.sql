CREATE TABLE public.shape (kind text, sides integer);
CREATE TABLE public.thing (id integer PRIMARY KEY, shape text);
CREATE MATERIALIZED VIEW public.things AS SELECT t.id, s.sides FROM public.thing t, public.shape s;
CREATE TABLE public.other (id integer PRIMARY KEY, thing public.thing);
INSERT INTO public.shape VALUES ('box', 4);
INSERT INTO public.thing VALUES (1, '(box,4)');
