CREATE TABLE public.p (id integer, a integer) PARTITION BY LIST (id);
CREATE TABLE public.p1 (id integer, a integer);
CREATE TABLE public.p2 PARTITION OF public.p FOR VALUES IN (2);
CREATE PUBLICATION whole FOR TABLE public.p, public.p1;
CREATE PUBLICATION leaf FOR TABLE public.p1 WITH (publish_via_partition_root = true);
CREATE PUBLICATION later FOR TABLE public.p2, public.p;
