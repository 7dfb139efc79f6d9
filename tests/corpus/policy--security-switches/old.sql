CREATE TABLE public.a (id integer);
CREATE TABLE public.b (id integer);
CREATE TABLE public.c (id integer);

ALTER TABLE public.a ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.b FORCE ROW LEVEL SECURITY;
