CREATE TABLE public.t (a int4range, b int4range, during tsrange, "the Time" tsmultirange);
ALTER TABLE public.t ADD CONSTRAINT t_u UNIQUE (a, during WITHOUT OVERLAPS);
ALTER TABLE public.t ADD CONSTRAINT t_m UNIQUE (b, "the Time" WITHOUT OVERLAPS);
