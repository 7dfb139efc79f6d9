CREATE TABLE public.p (id integer, a integer) PARTITION BY LIST (id);
CREATE TABLE public.p1 PARTITION OF public.p FOR VALUES IN (1);
CREATE TABLE public.p2 (id integer, a integer);
CREATE PUBLICATION whole FOR TABLE public.p WITH (publish_via_partition_root = true);
CREATE PUBLICATION leaf FOR TABLE public.p1;
CREATE PUBLICATION later FOR TABLE public.p2;
