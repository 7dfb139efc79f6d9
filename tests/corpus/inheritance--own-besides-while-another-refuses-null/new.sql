CREATE TABLE public.p (a int NOT NULL, b int DEFAULT 1, c int NOT NULL, CONSTRAINT k CHECK (b IS DISTINCT FROM 7));
CREATE TABLE public.g (b int, CONSTRAINT k CHECK (b IS DISTINCT FROM 7)) INHERITS (public.p);
CREATE TABLE public.h () INHERITS (public.g);
CREATE TABLE public.p2 (a int CONSTRAINT given NOT NULL, b int, c int);
CREATE TABLE public.g2 (b int) INHERITS (public.p2);
