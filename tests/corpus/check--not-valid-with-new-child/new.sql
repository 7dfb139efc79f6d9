CREATE TABLE public.p (a integer);
CREATE TABLE public.c (d integer) INHERITS (public.p);
ALTER TABLE public.p ADD CONSTRAINT positive CHECK (a > 0) NOT VALID;
