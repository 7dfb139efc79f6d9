CREATE TABLE public.m (id integer NOT NULL, day date NOT NULL, val numeric) PARTITION BY RANGE (day);
CREATE TABLE public.m1 PARTITION OF public.m FOR VALUES FROM ('2020-01-01') TO ('2020-02-01') WITH (fillfactor=90);
CREATE TABLE public.m2 PARTITION OF public.m FOR VALUES FROM ('2020-02-01') TO ('2020-03-01');
CREATE INDEX m_val ON public.m (val);
