CREATE TABLE public.t (a integer, b integer NOT NULL, c integer CONSTRAINT c_there NOT NULL, PRIMARY KEY (c));
CREATE TABLE public.p (id integer NOT NULL, x integer PRIMARY KEY);
CREATE TABLE public.c () INHERITS (public.p);
