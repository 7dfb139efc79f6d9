CREATE TABLE public.m (id int4range, during daterange, k integer) PARTITION BY LIST (id);
CREATE TABLE public.m1 PARTITION OF public.m FOR VALUES IN ('[1,2)');
CREATE TABLE public.u (id int4range, during daterange, UNIQUE (id, during WITHOUT OVERLAPS)) PARTITION BY LIST (id);
CREATE TABLE public.u1 PARTITION OF public.u FOR VALUES IN ('[1,2)');
CREATE TABLE public.u2 PARTITION OF public.u FOR VALUES IN ('[2,3)');
