CREATE TABLE public.m (a integer) PARTITION BY LIST (a);
CREATE TABLE public.m1 PARTITION OF public.m FOR VALUES IN (1);

CREATE TABLE public.m_default PARTITION OF public.m DEFAULT;
