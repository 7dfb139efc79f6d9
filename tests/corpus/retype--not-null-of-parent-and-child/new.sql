CREATE TABLE public.p (a bigint NOT NULL, k text PRIMARY KEY);
CREATE TABLE public.g (a bigint NOT NULL, k text CONSTRAINT own NOT NULL) INHERITS (public.p);
CREATE TABLE public.h () INHERITS (public.g);
CREATE TABLE public.i () INHERITS (public.p);
CREATE TABLE public.j () INHERITS (public.i);
