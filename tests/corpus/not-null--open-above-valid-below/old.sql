CREATE TABLE public.t (c int CONSTRAINT nc NOT NULL);
CREATE TABLE public.ch (e int) INHERITS (public.t);
CREATE TABLE public.ch2 (c int NOT NULL) INHERITS (public.t);
CREATE TABLE public.gch () INHERITS (public.ch);
CREATE TABLE public.m (a int NOT NULL, b int) PARTITION BY LIST (b);
CREATE TABLE public.m1 PARTITION OF public.m FOR VALUES IN (1);
CREATE TABLE public.m2 PARTITION OF public.m FOR VALUES IN (2);
