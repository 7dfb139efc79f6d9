CREATE TABLE public.child (id integer, b text, own text);
ALTER TABLE public.child ADD CONSTRAINT g CHECK (b <> 'x') NOT VALID;
