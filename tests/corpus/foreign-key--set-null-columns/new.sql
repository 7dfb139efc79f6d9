CREATE TABLE public.p (tenant integer, id integer, PRIMARY KEY (tenant, id));
CREATE TABLE public.c (tenant integer NOT NULL, p_id integer);

ALTER TABLE public.c ADD CONSTRAINT c_p FOREIGN KEY (tenant, p_id) REFERENCES public.p (tenant, id) ON DELETE SET NULL (p_id);
