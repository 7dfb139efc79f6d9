CREATE TABLE public.p (a integer NOT NULL, b text NOT NULL) PARTITION BY RANGE (a);
CREATE TABLE public.p1 PARTITION OF public.p FOR VALUES FROM (0) TO (10);
CREATE TABLE public.p2 PARTITION OF public.p FOR VALUES FROM (10) TO (20);
INSERT INTO public.p SELECT i, 'x' FROM generate_series(0, 19) i;
