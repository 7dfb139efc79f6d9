CREATE TABLE public.t (a integer, b integer, c integer);

ALTER TABLE public.t ADD CONSTRAINT t_a CHECK (a > 0) NOT VALID;
ALTER TABLE public.t ADD CONSTRAINT t_b CHECK (b > 0) NO INHERIT;
ALTER TABLE public.t ADD CONSTRAINT t_c CHECK (c > 0);
