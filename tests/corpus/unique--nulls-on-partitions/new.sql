CREATE TABLE public.m (k integer, a integer, b integer) PARTITION BY LIST (k);
CREATE TABLE public.m1 PARTITION OF public.m FOR VALUES IN (1);
ALTER TABLE public.m ADD CONSTRAINT m_ka UNIQUE (k, a);
CREATE UNIQUE INDEX m_kb ON public.m (k, b) INCLUDE (a) NULLS NOT DISTINCT;
CREATE TABLE public.r (a integer, CONSTRAINT r_a UNIQUE (a));
CREATE TABLE public.f (a integer REFERENCES public.r (a));
