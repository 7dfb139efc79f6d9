CREATE TABLE public.r (id integer PRIMARY KEY, k integer UNIQUE);
CREATE TABLE public.t (a integer, b integer, c integer, d integer);
ALTER TABLE public.t ADD CONSTRAINT t_a FOREIGN KEY (a) REFERENCES public.r (id);
ALTER TABLE public.t ADD CONSTRAINT t_b FOREIGN KEY (b) REFERENCES public.r (id) ON DELETE CASCADE NOT ENFORCED;
ALTER TABLE public.t ADD CONSTRAINT t_c FOREIGN KEY (c) REFERENCES public.r (k) DEFERRABLE NOT ENFORCED;
ALTER TABLE public.t ADD CONSTRAINT t_d FOREIGN KEY (d) REFERENCES public.r (k) NOT ENFORCED;
COMMENT ON CONSTRAINT t_b ON public.t IS 'enforced for now';
