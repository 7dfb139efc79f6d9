CREATE TABLE public.whole (n integer NOT NULL, id bigint) PARTITION BY LIST (n);
CREATE TABLE public.part (n integer DEFAULT 4 NOT NULL, id bigint);
ALTER TABLE public.whole ATTACH PARTITION public.part DEFAULT;
CREATE TYPE public.pair AS (x integer, y public.part);
CREATE TABLE public.keeper (id public.pair);
