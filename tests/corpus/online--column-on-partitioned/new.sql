CREATE TABLE public.p (a integer, b text, c timestamp with time zone DEFAULT clock_timestamp() NOT NULL) PARTITION BY LIST (a);
CREATE TABLE public.p1 PARTITION OF public.p FOR VALUES IN (1) PARTITION BY LIST (b);
CREATE TABLE public.p1x PARTITION OF public.p1 FOR VALUES IN ('x');
CREATE TABLE public.p2 PARTITION OF public.p DEFAULT;
INSERT INTO public.p (a, b) VALUES (1, 'x'), (2, 'y');
