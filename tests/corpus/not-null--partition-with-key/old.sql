CREATE TABLE public.m (id integer, k integer, PRIMARY KEY (id)) PARTITION BY HASH (id);
CREATE TABLE public.m0 PARTITION OF public.m FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE public.m1 (id integer NOT NULL, k integer);
ALTER TABLE public.m ATTACH PARTITION public.m1 FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE public.r (m_id integer REFERENCES public.m (id));
