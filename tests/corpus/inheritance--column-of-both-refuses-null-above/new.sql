CREATE TABLE public.p (z int, b int DEFAULT 1 NOT NULL, c int DEFAULT 2 NOT NULL);
CREATE TABLE public.g (c int) INHERITS (public.p);
CREATE TABLE public.h () INHERITS (public.g);
CREATE TABLE public.i (b int DEFAULT 1) INHERITS (public.h);
CREATE TABLE public.alone (c int DEFAULT 2) INHERITS (public.g);
