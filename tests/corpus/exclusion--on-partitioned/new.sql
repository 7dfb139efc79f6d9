CREATE TABLE public.m (k int4range, v int4range) PARTITION BY LIST (k);
CREATE TABLE public.m1 PARTITION OF public.m FOR VALUES IN ('[1,2)');
CREATE TABLE public.m2 PARTITION OF public.m FOR VALUES IN ('[2,3)');
ALTER TABLE public.m ADD CONSTRAINT m_y EXCLUDE USING gist (k WITH =, v WITH -|-) DEFERRABLE;
