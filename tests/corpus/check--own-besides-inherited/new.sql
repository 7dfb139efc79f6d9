CREATE TABLE public.p (a int, CONSTRAINT k CHECK (a>0));
CREATE TABLE public.c (CONSTRAINT k CHECK (a>0)) INHERITS (public.p);
CREATE TABLE public.p2 (a int, CONSTRAINT k CHECK (a>0));
CREATE TABLE public.c2 () INHERITS (public.p2);
CREATE TABLE public.p3 (a int, CONSTRAINT k CHECK (a>0));
CREATE TABLE public.c3 (CONSTRAINT k CHECK (a>0)) INHERITS (public.p3);
CREATE TABLE public.p4 (a int);
CREATE TABLE public.c4 (CONSTRAINT k CHECK (a>0)) INHERITS (public.p4);
