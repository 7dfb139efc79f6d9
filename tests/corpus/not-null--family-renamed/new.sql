CREATE TABLE public.p (id integer CONSTRAINT p_key NOT NULL, v text CONSTRAINT v2 NOT NULL);
CREATE TABLE public.c () INHERITS (public.p);
CREATE TABLE public.g () INHERITS (public.c);
COMMENT ON CONSTRAINT p_key ON public.p IS 'the key';
CREATE TABLE public.q (id integer CONSTRAINT q_key NOT NULL) PARTITION BY LIST (id);
CREATE TABLE public.q1 PARTITION OF public.q FOR VALUES IN (1) PARTITION BY LIST (id);
CREATE TABLE public.q11 PARTITION OF public.q1 FOR VALUES IN (1);
