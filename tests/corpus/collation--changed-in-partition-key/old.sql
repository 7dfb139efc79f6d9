CREATE COLLATION public.rl (provider = icu, locale = 'de');
CREATE TABLE public.p (k text, l text) PARTITION BY RANGE (k, l COLLATE public.rl);
CREATE TABLE public.p1 PARTITION OF public.p FOR VALUES FROM ('a', 'a') TO ('b', 'b');
CREATE TABLE public.h (l text) PARTITION BY HASH (l COLLATE public.rl);
CREATE TABLE public.h1 PARTITION OF public.h FOR VALUES WITH (modulus 2, remainder 0);
CREATE VIEW public.vh AS SELECT * FROM public.h;
CREATE TABLE public.c (k text) PARTITION BY LIST (k COLLATE "C");
CREATE TABLE public.c1 PARTITION OF public.c FOR VALUES IN ('x', 'y');
CREATE TABLE public.c2 PARTITION OF public.c FOR VALUES IN ('z');
