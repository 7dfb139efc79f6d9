CREATE TABLE public.m (at date, n integer) PARTITION BY RANGE (at);
CREATE TABLE public.m1 PARTITION OF public.m FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
