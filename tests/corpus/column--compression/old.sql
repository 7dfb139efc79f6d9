CREATE TABLE public.t (a text COMPRESSION pglz, b text, c jsonb, d bytea COMPRESSION pglz NOT NULL, e integer);
CREATE TABLE public.m (a text COMPRESSION pglz, k integer) PARTITION BY LIST (k);
CREATE TABLE public.m1 PARTITION OF public.m FOR VALUES IN (1);
CREATE TABLE public.p (a text COMPRESSION pglz);
CREATE TABLE public.c (z text COMPRESSION pglz) INHERITS (public.p);
