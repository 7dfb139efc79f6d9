CREATE TABLE public.g (a integer);
ALTER TABLE public.g ADD CONSTRAINT ok CHECK (a > 3) NOT VALID;
CREATE TABLE public.first (own integer) INHERITS (public.g);
CREATE TABLE public.below (more integer) INHERITS (public.first);
