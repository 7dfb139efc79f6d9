CREATE TABLE public.m (at date, n integer) PARTITION BY RANGE (at);
CREATE TABLE public.m_1 PARTITION OF public.m FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE public.m_2 PARTITION OF public.m FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') PARTITION BY LIST (n);
CREATE TABLE public.m_2_1 PARTITION OF public.m_2 FOR VALUES IN (1);

CREATE INDEX m_at ON public.m (at) WHERE n > 0;
CREATE INDEX m_n ON public.m (n, at);
