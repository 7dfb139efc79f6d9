CREATE TABLE public.t (a integer CONSTRAINT a_there NOT NULL, b integer, c integer, PRIMARY KEY (a, b));
CREATE TABLE public.p (id integer PRIMARY KEY, x integer);
CREATE TABLE public.c (CONSTRAINT c_pk PRIMARY KEY (id)) INHERITS (public.p);
