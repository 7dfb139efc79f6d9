CREATE TABLE public.p (id integer DEFAULT 1, a text, b integer);
CREATE TABLE public.c (z date) INHERITS (public.p);

ALTER TABLE public.c ALTER COLUMN a SET DEFAULT 'c';
ALTER TABLE public.c ALTER COLUMN id DROP DEFAULT;
COMMENT ON COLUMN public.c.id IS 'child id';
