CREATE TABLE public.a (id integer);
CREATE TABLE public.b (id integer, a public.a);
CREATE FUNCTION public.of_b(public.b) RETURNS public.a LANGUAGE sql IMMUTABLE AS 'SELECT $1.a';
ALTER TABLE public.a ADD COLUMN b_ids integer[];
ALTER TABLE public.b ADD CHECK (public.of_b(b.*) IS NOT NULL);
CREATE VIEW public.v AS SELECT public.of_b(b.*) AS a FROM public.b;
