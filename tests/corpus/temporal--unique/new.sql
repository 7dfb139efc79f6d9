CREATE TABLE public.t (a int4range, b int4range, during tsrange, "the Time" tsmultirange);
ALTER TABLE public.t ADD CONSTRAINT t_u UNIQUE (a, b, during WITHOUT OVERLAPS);
ALTER TABLE public.t ADD CONSTRAINT t_m UNIQUE (b, "the Time");
ALTER TABLE public.t ADD CONSTRAINT "t new" UNIQUE (a, "the Time" WITHOUT OVERLAPS) WITH (fillfactor = 70) DEFERRABLE INITIALLY DEFERRED;
