CREATE TABLE public.r (id integer PRIMARY KEY, k integer UNIQUE);
CREATE TABLE public.t (a integer, b integer, c integer, d integer);
ALTER TABLE public.t ADD CONSTRAINT t_a FOREIGN KEY (a) REFERENCES public.r (id) NOT ENFORCED;
ALTER TABLE public.t ADD CONSTRAINT t_b FOREIGN KEY (b) REFERENCES public.r (id) ON DELETE CASCADE;
ALTER TABLE public.t ADD CONSTRAINT t_c FOREIGN KEY (c) REFERENCES public.r (k) NOT VALID;
COMMENT ON CONSTRAINT t_b ON public.t IS 'enforced for now';
