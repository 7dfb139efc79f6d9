CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER heap_tableam_handler;
CREATE TABLE public.m (k integer, a text) PARTITION BY LIST (k) USING heap2;
CREATE TABLE public.m1 PARTITION OF public.m FOR VALUES IN (1);
CREATE TABLE public.n (k integer) PARTITION BY LIST (k);
CREATE TABLE public.n1 PARTITION OF public.n FOR VALUES IN (1) USING heap2;
