CREATE TABLE public.p (a int NOT NULL, k int PRIMARY KEY);
CREATE TABLE public.g (a int NOT NULL, k int CONSTRAINT own NOT NULL) INHERITS (public.p);
CREATE TABLE public.h () INHERITS (public.g);
CREATE TABLE public.i () INHERITS (public.p);
CREATE TABLE public.j () INHERITS (public.i);
