CREATE TABLE public.a (id integer NOT NULL, k integer NOT NULL, CONSTRAINT a_pk PRIMARY KEY (id, k));
CREATE TABLE public.a1 (id integer NOT NULL, k integer NOT NULL) INHERITS (public.a);
CREATE TABLE public.b (id integer NOT NULL, k integer NOT NULL, CONSTRAINT b_pk PRIMARY KEY (id, k)) PARTITION BY LIST (k);
CREATE TABLE public.b1 PARTITION OF public.b FOR VALUES IN (1);
CREATE VIEW public.v AS SELECT a.id, b.k FROM public.a JOIN public.b USING (id);
CREATE TABLE public.r (id integer, k integer, CONSTRAINT r_b FOREIGN KEY (id, k) REFERENCES public.b (id, k));
