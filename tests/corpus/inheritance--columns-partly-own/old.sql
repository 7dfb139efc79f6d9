CREATE TABLE public.above (id integer NOT NULL, name text NOT NULL DEFAULT 'x', extra date);
CREATE TABLE public.child (own integer) INHERITS (public.above);
CREATE TABLE public.below () INHERITS (public.child);
CREATE INDEX child_name ON public.child (name);
INSERT INTO public.child VALUES (1, 'one', '2020-01-01', 5);
INSERT INTO public.below VALUES (2, 'two', '2020-01-02', 6);
