CREATE TABLE public.p (a integer, b text) PARTITION BY LIST (a);
CREATE TABLE public.p1 PARTITION OF public.p FOR VALUES IN (1) PARTITION BY LIST (b);
CREATE TABLE public.p1x PARTITION OF public.p1 FOR VALUES IN ('x');
CREATE TABLE public.p2 PARTITION OF public.p DEFAULT;
INSERT INTO public.p VALUES (1, 'x'), (2, 'y');
