CREATE TABLE public.t (a text, b text COMPRESSION pglz, c jsonb COMPRESSION pglz, d bytea NOT NULL, e integer, "new one" text COMPRESSION pglz DEFAULT 'x');
CREATE TABLE public.m (a text COMPRESSION pglz, k integer, b text COMPRESSION pglz) PARTITION BY LIST (k);
CREATE TABLE public.m1 (a text, k integer, b text COMPRESSION pglz);
ALTER TABLE public.m ATTACH PARTITION public.m1 FOR VALUES IN (1);
CREATE TABLE public.p (a text COMPRESSION pglz);
CREATE TABLE public.c (z text) INHERITS (public.p);
