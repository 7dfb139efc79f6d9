CREATE TABLE public.pp1 (f1 integer);
CREATE TABLE public.cc1 (f2 text, f3 integer, a2 integer) INHERITS (public.pp1);
CREATE TABLE public.cc2 (f4 double precision) INHERITS (public.pp1, public.cc1);
INSERT INTO public.cc2 VALUES (1,'2',3,4,5);
INSERT INTO public.cc1 VALUES (1,'2',3,4);
