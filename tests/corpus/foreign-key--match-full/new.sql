CREATE TABLE public.p (a integer, b integer, PRIMARY KEY (a, b), UNIQUE (b, a));
CREATE TABLE public.c (x integer, y integer);

ALTER TABLE public.c ADD CONSTRAINT c_p FOREIGN KEY (y, x) REFERENCES public.p (b, a) MATCH FULL;
