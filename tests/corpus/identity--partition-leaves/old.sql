CREATE TABLE public.m (k integer, id integer GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME public."m seq" MINVALUE 5)) PARTITION BY RANGE (k);
CREATE TABLE public.m1 PARTITION OF public.m FOR VALUES FROM (0) TO (10);
CREATE TABLE public.m2 (k integer, id integer NOT NULL);
