CREATE TABLE public.two (id integer, a integer PRIMARY KEY);
CREATE TABLE public.child (own text) INHERITS (public.two);
CREATE TABLE public.one (id integer, a integer);
INSERT INTO public.child VALUES (1, 2, 'x');
