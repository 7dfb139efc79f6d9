CREATE TABLE public.r (id integer NOT NULL, k integer, v integer DEFAULT 1, CHECK (v > 0)) PARTITION BY RANGE (k);
CREATE TABLE public.r1 PARTITION OF public.r FOR VALUES FROM (0) TO (10);
CREATE TABLE public.r2 PARTITION OF public.r FOR VALUES FROM (10) TO (20);
CREATE INDEX ON public.r (v);
INSERT INTO public.r VALUES (1, 2, 3), (2, 12, 4);
