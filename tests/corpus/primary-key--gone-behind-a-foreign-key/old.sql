CREATE TABLE public.a (b integer, CONSTRAINT a_key PRIMARY KEY (b));
CREATE TABLE public.q (id public.a[], e integer REFERENCES public.a (b));
CREATE TABLE public.e (id public.q);
