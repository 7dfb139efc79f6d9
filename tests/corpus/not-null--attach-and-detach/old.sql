CREATE TABLE public.m (id integer CONSTRAINT m_id NOT NULL, a text CONSTRAINT m_a NOT NULL) PARTITION BY LIST (id);
CREATE TABLE public.m1 PARTITION OF public.m FOR VALUES IN (1);
CREATE TABLE public.m2 (id integer, a text CONSTRAINT a2 NOT NULL);
CREATE TABLE public.p (x integer CONSTRAINT p_x NOT NULL);
CREATE TABLE public.c (x integer);
