CREATE TABLE public.p (a integer, c integer NOT NULL, d integer NOT NULL);
CREATE TABLE public.k (e integer) INHERITS (public.p);
CREATE TABLE public.l (e integer) INHERITS (public.p);
CREATE TABLE public.l2 () INHERITS (public.l);
ALTER TABLE public.l ALTER a SET NOT NULL;
CREATE TABLE public.m (a integer NOT NULL, c integer) PARTITION BY LIST (a);
CREATE TABLE public.m1 PARTITION OF public.m (c NOT NULL) FOR VALUES IN (1);
CREATE TABLE public.m2 PARTITION OF public.m FOR VALUES IN (2);
