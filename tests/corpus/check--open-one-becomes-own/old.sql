CREATE TABLE public.above (id integer, b text);
ALTER TABLE public.above ADD CONSTRAINT g CHECK (b <> 'x') NOT VALID;
CREATE TABLE public.child (own text) INHERITS (public.above);
