CREATE TABLE public.p (id integer DEFAULT 1, a text, b integer);
CREATE TABLE public.c (z date) INHERITS (public.p);

ALTER TABLE public.c ALTER COLUMN id SET DEFAULT 2;
ALTER TABLE public.c ALTER COLUMN b SET NOT NULL;
