CREATE TABLE public.p (id integer NOT NULL, at date, note text) PARTITION BY RANGE (at);
CREATE TABLE public.p1 PARTITION OF public.p FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
INSERT INTO public.p VALUES (1, '2026-01-05', 'x');
CREATE TABLE public.p2 (id integer NOT NULL, at date, note text);
INSERT INTO public.p2 SELECT i, '2026-02-02', 'y' FROM generate_series(1, 50) i;
ALTER TABLE public.p ATTACH PARTITION public.p2 FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');
