CREATE TABLE public.p (a int DEFAULT 1);
CREATE TABLE public.q (a int);
CREATE TABLE public.g () INHERITS (public.p, public.q);
CREATE TABLE public.h () INHERITS (public.g);
CREATE TABLE public.p2 (b text);
CREATE TABLE public.q2 (a int NOT NULL DEFAULT 1, b text DEFAULT 'x');
CREATE TABLE public.both (c int NOT NULL, CONSTRAINT k CHECK (a IS DISTINCT FROM 5)) INHERITS (public.p2, public.q2);
CREATE TABLE public.again (a int) INHERITS (public.both, public.q2);
