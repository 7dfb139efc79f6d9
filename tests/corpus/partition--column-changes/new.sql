CREATE TABLE public.m (id integer NOT NULL, a bigint DEFAULT 0 NOT NULL, b character varying(40)) PARTITION BY LIST (id);
CREATE TABLE public.m1 PARTITION OF public.m FOR VALUES IN (1);
CREATE TABLE public.m2 PARTITION OF public.m DEFAULT;
CREATE VIEW public.v AS SELECT a FROM public.m;
CREATE VIEW public.v1 AS SELECT a FROM public.m1;
