CREATE TABLE public.p (id integer, a integer);
CREATE TABLE public.c (b integer) INHERITS (public.p);
CREATE TABLE public.d (b integer) INHERITS (public.c);

ALTER TABLE public.p ADD CONSTRAINT p_id CHECK (id > 0);
ALTER TABLE public.c ADD CONSTRAINT c_b CHECK (b > 0) NO INHERIT;
