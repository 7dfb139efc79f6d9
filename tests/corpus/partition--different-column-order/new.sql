CREATE TABLE public.m (a integer, b text, c date) PARTITION BY RANGE (a);
CREATE TABLE public.m1 (c date, b text, a integer);
ALTER TABLE public.m ATTACH PARTITION public.m1 FOR VALUES FROM (0) TO (10);

ALTER TABLE public.m ADD COLUMN d integer DEFAULT 5 NOT NULL;
CREATE INDEX m_d ON public.m (d);
