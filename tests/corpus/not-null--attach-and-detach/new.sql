CREATE TABLE public.m (id integer CONSTRAINT m_id NOT NULL, a text CONSTRAINT m_a NOT NULL) PARTITION BY LIST (id);
CREATE TABLE public.m1 (id integer CONSTRAINT m_id NOT NULL, a text CONSTRAINT freed NOT NULL);
CREATE TABLE public.m2 (id integer CONSTRAINT i2 NOT NULL, a text CONSTRAINT m_a NOT NULL);
ALTER TABLE public.m ATTACH PARTITION public.m2 FOR VALUES IN (2);
CREATE TABLE public.p (x integer CONSTRAINT p_x NOT NULL);
CREATE TABLE public.c (x integer CONSTRAINT c_x NOT NULL);
ALTER TABLE public.c INHERIT public.p;
