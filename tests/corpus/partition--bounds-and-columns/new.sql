CREATE TABLE public.r (id integer NOT NULL, k integer, v bigint DEFAULT 2, w text, CHECK (v > 1)) PARTITION BY RANGE (k);
CREATE TABLE public.r1 PARTITION OF public.r FOR VALUES FROM (0) TO (5);
CREATE TABLE public.r2 PARTITION OF public.r FOR VALUES FROM (10) TO (20);
CREATE INDEX ON public.r (v);
INSERT INTO public.r VALUES (1, 2, 3), (2, 12, 4);
