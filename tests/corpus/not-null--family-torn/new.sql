CREATE TABLE public.p (id integer CONSTRAINT p_key NOT NULL, x integer);
CREATE TABLE public.c () INHERITS (public.p);
CREATE TABLE public.q (id integer CONSTRAINT q_key NOT NULL, x integer) PARTITION BY LIST (x);
CREATE TABLE public.q1 (id integer CONSTRAINT q1_key NOT NULL, x integer);
ALTER TABLE public.q ATTACH PARTITION public.q1 FOR VALUES IN (1);
CREATE TABLE public.q2 PARTITION OF public.q FOR VALUES IN (2);
COMMENT ON CONSTRAINT q1_key ON public.q1 IS 'of the first';
