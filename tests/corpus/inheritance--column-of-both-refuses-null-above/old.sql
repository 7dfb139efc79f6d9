CREATE TABLE public.p (z int);
CREATE TABLE public.g () INHERITS (public.p);
CREATE TABLE public.h () INHERITS (public.g);
CREATE TABLE public.i (b int NOT NULL) INHERITS (public.h);
CREATE TABLE public.alone ();
