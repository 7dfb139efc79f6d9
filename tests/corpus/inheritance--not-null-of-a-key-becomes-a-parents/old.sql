CREATE TABLE public.one (id integer, a integer);
CREATE TABLE public.child (own text) INHERITS (public.one);
ALTER TABLE public.child ADD CONSTRAINT child_key PRIMARY KEY (a);
INSERT INTO public.child VALUES (1, 2, 'x');
