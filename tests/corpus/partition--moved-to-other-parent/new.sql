CREATE TABLE public.m (id integer, a text) PARTITION BY LIST (id);
CREATE TABLE public.n (id integer, a text) PARTITION BY LIST (id);
CREATE TABLE public.part (id integer, a text);

ALTER TABLE public.n ATTACH PARTITION public.part FOR VALUES IN (1, 2);
