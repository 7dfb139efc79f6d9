CREATE TABLE public.g (a integer);
CREATE TABLE public.second (own integer) INHERITS (public.g);
CREATE TABLE public.below (more integer) INHERITS (public.second);
ALTER TABLE public.g ADD CONSTRAINT ok CHECK (a > 3) NOT VALID;
