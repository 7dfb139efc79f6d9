CREATE TABLE public."H" (id integer, note text) PARTITION BY HASH (id);
CREATE TABLE public.h0 PARTITION OF public."H" FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE public.h1 (id integer, note text);
