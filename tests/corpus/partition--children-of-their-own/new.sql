CREATE TABLE public.m (id integer NOT NULL, a text DEFAULT 'm', b integer) PARTITION BY LIST (id);
CREATE TABLE public.m1 PARTITION OF public.m FOR VALUES IN (1);

ALTER TABLE public.m1 ALTER COLUMN a DROP DEFAULT;
ALTER TABLE public.m1 ADD CONSTRAINT m1_b CHECK (b > 1);
ALTER TABLE public.m1 SET (fillfactor = 50);
ALTER TABLE public.m1 ALTER COLUMN a SET STATISTICS 10;
GRANT SELECT ON public.m1 TO pg_monitor;
CREATE INDEX m1_a ON public.m1 (a);
