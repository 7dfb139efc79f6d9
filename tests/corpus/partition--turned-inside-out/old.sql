CREATE TABLE public.top (a integer NOT NULL, b integer NOT NULL) PARTITION BY LIST (a);
CREATE TABLE public.mid PARTITION OF public.top FOR VALUES IN (1) PARTITION BY LIST (b);
CREATE TABLE public.low PARTITION OF public.mid FOR VALUES IN (1);
CREATE INDEX low_i ON public.low (a);
