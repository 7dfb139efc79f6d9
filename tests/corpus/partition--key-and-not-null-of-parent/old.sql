CREATE TABLE public.m (id integer NOT NULL, k integer, at timestamptz) PARTITION BY LIST (id);
CREATE TABLE public.m1 PARTITION OF public.m FOR VALUES IN (1);
CREATE TABLE public.r (id integer NOT NULL, k integer) PARTITION BY RANGE (k);
CREATE TABLE public.r1 PARTITION OF public.r FOR VALUES FROM (0) TO (10);
CREATE TABLE public.r2 PARTITION OF public.r FOR VALUES FROM (10) TO (20);
