CREATE TABLE public.p ();
CREATE TABLE public.q (a int, CONSTRAINT k CHECK (a IS DISTINCT FROM 1));
CREATE TABLE public.g () INHERITS (public.p, public.q);
CREATE TABLE public.h (CONSTRAINT k CHECK (a IS DISTINCT FROM 1)) INHERITS (public.g, public.q);
CREATE TABLE public.i () INHERITS (public.h);
CREATE TABLE public.q2 (a int, CONSTRAINT k CHECK (a IS DISTINCT FROM 1));
CREATE TABLE public.g2 () INHERITS (public.q2);
CREATE TABLE public.h2 () INHERITS (public.g2);
CREATE TABLE public.i2 (CONSTRAINT k CHECK (a IS DISTINCT FROM 1)) INHERITS (public.h2);
