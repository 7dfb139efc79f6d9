CREATE TABLE public.p (a int);
CREATE TABLE public.g (c text) INHERITS (public.p);
CREATE TABLE public.h () INHERITS (public.g);
CREATE TABLE public.p2 (k int);
CREATE TABLE public.q2 (l int, a text);
CREATE TABLE public.g2 () INHERITS (public.p2, public.q2);
INSERT INTO public.h VALUES (1, '2');
INSERT INTO public.g2 (k, a, l) VALUES (1, '2', 3);
