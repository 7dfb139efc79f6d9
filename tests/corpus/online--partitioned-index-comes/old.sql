CREATE TABLE public.p (id integer NOT NULL, at date, note text) PARTITION BY RANGE (at);
CREATE TABLE public.p1 PARTITION OF public.p FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
CREATE TABLE public.p2 PARTITION OF public.p FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');
INSERT INTO public.p SELECT i, '2026-01-05', 'x' FROM generate_series(1, 100) i;
