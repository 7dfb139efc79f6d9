CREATE TABLE public.p (a int, b int, c int);
CREATE TABLE public.g () INHERITS (public.p);
CREATE TABLE public.h () INHERITS (public.g);
CREATE TABLE public.p2 (a int NOT NULL, b int, c int NOT NULL);
CREATE TABLE public.g2 () INHERITS (public.p2);
