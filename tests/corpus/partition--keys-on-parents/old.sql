CREATE TABLE public.kind (id integer PRIMARY KEY);
CREATE TABLE public.m (id integer NOT NULL, k integer, a text) PARTITION BY LIST (id);
CREATE TABLE public.m1 PARTITION OF public.m FOR VALUES IN (1);
CREATE TABLE public.m2 PARTITION OF public.m FOR VALUES IN (2) PARTITION BY LIST (id);
CREATE TABLE public.m2_a PARTITION OF public.m2 FOR VALUES IN (2);

ALTER TABLE public.m ADD CONSTRAINT m_uq UNIQUE (id, k);
ALTER TABLE public.m1 ADD CONSTRAINT m1_k FOREIGN KEY (k) REFERENCES public.kind (id);
