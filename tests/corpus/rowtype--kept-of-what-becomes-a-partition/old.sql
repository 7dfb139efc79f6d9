CREATE TABLE public.whole (n integer NOT NULL, id bigint) PARTITION BY LIST (n);
CREATE TABLE public.part (id bigint, other text);
CREATE TYPE public.pair AS (x integer, y public.part);
CREATE TABLE public.keeper (id public.pair);
