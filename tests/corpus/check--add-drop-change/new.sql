CREATE TABLE public.t (a integer, b text, c date);

ALTER TABLE public.t ADD CONSTRAINT t_a CHECK (a > 0 AND a < 100);
ALTER TABLE public.t ADD CONSTRAINT t_c CHECK (c IS NOT NULL OR b IS NOT NULL);
