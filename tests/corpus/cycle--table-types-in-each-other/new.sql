CREATE TABLE public.c (id integer);
CREATE TABLE public.b (id integer, a public.c);
CREATE FUNCTION public.of_b(public.b) RETURNS public.c LANGUAGE sql IMMUTABLE AS 'SELECT $1.a';
ALTER TABLE public.c ADD COLUMN b_ids integer[];
ALTER TABLE public.b ADD CHECK (public.of_b(b.*) IS NOT NULL);
CREATE VIEW public.v AS SELECT public.of_b(b.*) AS a FROM public.b;
