CREATE TABLE public.p (a int, c int);
CREATE TABLE public.g (c int) INHERITS (public.p);
CREATE TABLE public.h () INHERITS (public.g);
CREATE TABLE public.p2 (k int, a int);
CREATE TABLE public.q2 (l int);
CREATE TABLE public.g2 () INHERITS (public.p2, public.q2);
INSERT INTO public.h VALUES (1, 2);
INSERT INTO public.g2 (k, a, l) VALUES (1, 2, 3);
