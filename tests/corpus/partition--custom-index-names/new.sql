CREATE TABLE public.m (at date, n integer) PARTITION BY RANGE (at);
CREATE TABLE public.m1 PARTITION OF public.m FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE public.m2 PARTITION OF public.m FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');

CREATE INDEX m_n ON ONLY public.m (n);
CREATE INDEX "my own index" ON public.m1 (n) WITH (fillfactor = 70);
ALTER INDEX public.m_n ATTACH PARTITION public."my own index";
CREATE INDEX other ON public.m2 (n);
ALTER INDEX public.m_n ATTACH PARTITION public.other;
COMMENT ON INDEX public.other IS 'another';
