CREATE TABLE public.alpha (id integer);
CREATE TABLE public.zulu (id integer, kept text, also integer);
CREATE TABLE public.child (own integer) INHERITS (public.zulu);
INSERT INTO public.child VALUES (1, 'here', 2, 3);
