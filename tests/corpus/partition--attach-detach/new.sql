CREATE TABLE public.m (at date NOT NULL, n integer) PARTITION BY RANGE (at);
CREATE TABLE public.m_a (at date NOT NULL, n integer);
CREATE TABLE public.m_b (at date NOT NULL, n integer);

ALTER TABLE public.m ATTACH PARTITION public.m_b FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
