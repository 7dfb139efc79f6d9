CREATE TABLE public.p (id integer PRIMARY KEY);
CREATE TABLE public.c (id integer PRIMARY KEY, a integer, b integer DEFAULT 0, c integer, d integer, e integer);

ALTER TABLE public.c ADD CONSTRAINT c_a FOREIGN KEY (a) REFERENCES public.p (id);
ALTER TABLE public.c ADD CONSTRAINT c_b FOREIGN KEY (b) REFERENCES public.p (id) ON DELETE CASCADE;
ALTER TABLE public.c ADD CONSTRAINT c_c FOREIGN KEY (c) REFERENCES public.p (id) ON UPDATE RESTRICT ON DELETE SET NULL;
ALTER TABLE public.c ADD CONSTRAINT c_d FOREIGN KEY (d) REFERENCES public.p (id) DEFERRABLE;
