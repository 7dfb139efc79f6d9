CREATE TABLE public.p (a integer NOT NULL, c integer, d integer);
CREATE TABLE public.k (e integer) INHERITS (public.p);
CREATE TABLE public.l (e integer) INHERITS (public.p);
CREATE TABLE public.l2 () INHERITS (public.l);
ALTER TABLE public.k ALTER c SET NOT NULL;
CREATE TABLE public.m (a integer NOT NULL, c integer NOT NULL) PARTITION BY LIST (a);
CREATE TABLE public.m1 PARTITION OF public.m FOR VALUES IN (1);
CREATE TABLE public.m2 PARTITION OF public.m FOR VALUES IN (2);
