CREATE TABLE public.t (id integer PRIMARY KEY, a text, b bytea, c text, d jsonb);

ALTER TABLE public.t ALTER COLUMN a SET STATISTICS 500;
ALTER TABLE public.t ALTER COLUMN a SET STORAGE MAIN;
ALTER TABLE public.t ALTER COLUMN c SET STORAGE PLAIN;
ALTER TABLE public.t ALTER COLUMN d SET (n_distinct = 100, n_distinct_inherited = 1000);
