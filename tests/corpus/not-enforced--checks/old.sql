CREATE TABLE public.t (a integer, b integer, c integer, d integer);
ALTER TABLE public.t ADD CONSTRAINT t_a CHECK (a > 0) NOT ENFORCED;
ALTER TABLE public.t ADD CONSTRAINT t_b CHECK (b > 0);
ALTER TABLE public.t ADD CONSTRAINT t_c CHECK (c > 0) NOT VALID;
COMMENT ON CONSTRAINT t_a ON public.t IS 'for the planner';
CREATE TABLE public.p (x integer, CONSTRAINT p_x CHECK (x > 0) NOT ENFORCED);
CREATE TABLE public.c () INHERITS (public.p);
