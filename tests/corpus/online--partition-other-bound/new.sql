CREATE TABLE public.p (id integer NOT NULL, at date, note text) PARTITION BY RANGE (at);
CREATE TABLE public.p1 PARTITION OF public.p FOR VALUES FROM ('2026-01-01') TO ('2026-03-01');
INSERT INTO public.p VALUES (1, '2026-01-05', 'x');
