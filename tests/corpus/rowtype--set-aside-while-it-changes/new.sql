CREATE TABLE public.k (id text);
CREATE TABLE public.r (id boolean, a text);
CREATE TABLE public.t (a int) INHERITS (public.k);
INSERT INTO public.t VALUES ('(1,"{a,b}")', 7), (NULL, 8);
