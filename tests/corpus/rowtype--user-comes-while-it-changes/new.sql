CREATE TABLE public.shape (kind text, sides bigint);
CREATE TABLE public.thing (id integer PRIMARY KEY, shape public.shape);
CREATE MATERIALIZED VIEW public.things AS SELECT t.id, s.sides FROM public.thing t, public.shape s;
CREATE TABLE public.newer (id integer PRIMARY KEY, shapes public.shape[]);
CREATE TABLE public.other (id bigint PRIMARY KEY, thing public.thing);
INSERT INTO public.shape VALUES ('box', 4);
INSERT INTO public.thing VALUES (1, '(box,4)');
