CREATE TABLE public.a (id integer);
CREATE TABLE public.b (x text) INHERITS (public.a);
CREATE TABLE public.c (y text) INHERITS (public.b);
CREATE PUBLICATION with_children FOR TABLE public.a;
CREATE PUBLICATION only_parent FOR TABLE ONLY public.a;
