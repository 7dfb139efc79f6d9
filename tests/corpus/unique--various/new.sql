CREATE TABLE public.t (a integer, b integer, c text, d text);

ALTER TABLE public.t ADD CONSTRAINT t_a UNIQUE (a) INCLUDE (d);
ALTER TABLE public.t ADD CONSTRAINT t_b UNIQUE (b) DEFERRABLE;
ALTER TABLE public.t ADD CONSTRAINT t_cd UNIQUE (c, d) WITH (fillfactor = 50);
