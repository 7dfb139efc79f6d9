CREATE TABLE public.p (id integer, a integer) PARTITION BY LIST (id);
CREATE TABLE public.p1 PARTITION OF public.p FOR VALUES IN (1);
CREATE TABLE public.p2 PARTITION OF public.p FOR VALUES IN (2);
CREATE INDEX half ON ONLY public.p (a);
CREATE INDEX half_1 ON public.p1 (a);
CREATE INDEX half_2 ON public.p2 (a);
ALTER INDEX public.half ATTACH PARTITION public.half_1;
ALTER INDEX public.half ATTACH PARTITION public.half_2;
CREATE INDEX other ON ONLY public.p (id, a);
