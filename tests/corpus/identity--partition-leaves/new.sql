CREATE TABLE public.m (k integer, id integer GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME public."m seq" MINVALUE 5)) PARTITION BY RANGE (k);
CREATE TABLE public.m1 (k integer, id integer NOT NULL);
CREATE TABLE public.m2 (k integer, id integer NOT NULL);
ALTER TABLE public.m ATTACH PARTITION public.m2 FOR VALUES FROM (10) TO (20);
