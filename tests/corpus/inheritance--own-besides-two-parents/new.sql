CREATE TABLE public.one (id integer, name text);
CREATE TABLE public.two (id integer, at date);
CREATE TABLE public.child (at date, own integer UNIQUE) INHERITS (public.one, public.two);
COMMENT ON COLUMN public.child.name IS 'named';
INSERT INTO public.child VALUES (1, 'one', '2020-01-01', 5), (NULL, NULL, NULL, NULL);
