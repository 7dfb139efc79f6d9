CREATE TABLE public.t (a integer, b text, c date);

ALTER TABLE public.t ADD CONSTRAINT t_a CHECK (a > 0);
ALTER TABLE public.t ADD CONSTRAINT t_b CHECK (b IN ('x', 'y'));
