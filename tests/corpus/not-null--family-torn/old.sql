CREATE TABLE public.p (id integer CONSTRAINT p_id NOT NULL, x integer);
CREATE TABLE public.c (CONSTRAINT c_id NOT NULL id) INHERITS (public.p);
CREATE TABLE public.q (id integer CONSTRAINT q_id NOT NULL, x integer) PARTITION BY LIST (x);
CREATE TABLE public.q1 (id integer CONSTRAINT q1_id NOT NULL, x integer);
ALTER TABLE public.q ATTACH PARTITION public.q1 FOR VALUES IN (1);
CREATE TABLE public.q2 PARTITION OF public.q FOR VALUES IN (2);
