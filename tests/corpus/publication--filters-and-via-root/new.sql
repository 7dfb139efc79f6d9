CREATE TABLE public.p (id integer, a integer) PARTITION BY LIST (id);
CREATE TABLE public.p1 PARTITION OF public.p FOR VALUES IN (1);
CREATE PUBLICATION w FOR TABLE public.p;
CREATE PUBLICATION l FOR TABLE public.p1 (id);
CREATE PUBLICATION n FOR TABLE public.p (id, a) WHERE (a < 5) WITH (publish_via_partition_root = true);
