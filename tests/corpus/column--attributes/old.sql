CREATE TABLE public.t (id integer PRIMARY KEY, a text, b bytea, c text, d jsonb);

ALTER TABLE public.t ALTER COLUMN a SET STATISTICS 50;
ALTER TABLE public.t ALTER COLUMN b SET STORAGE EXTERNAL;
ALTER TABLE public.t ALTER COLUMN c SET COMPRESSION pglz;
ALTER TABLE public.t ALTER COLUMN d SET (n_distinct = -0.5);
