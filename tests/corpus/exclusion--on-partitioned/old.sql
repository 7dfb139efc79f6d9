CREATE TABLE public.m (k int4range, v int4range) PARTITION BY LIST (k);
CREATE TABLE public.m1 PARTITION OF public.m FOR VALUES IN ('[1,2)');
ALTER TABLE public.m ADD CONSTRAINT m_x EXCLUDE USING gist (k WITH =, v WITH &&);
