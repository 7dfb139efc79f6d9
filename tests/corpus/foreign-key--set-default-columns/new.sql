CREATE TABLE public.r (tenant integer, id integer, PRIMARY KEY (tenant, id));
CREATE TABLE public.t (tenant integer NOT NULL, r_id integer DEFAULT 0, "S id" integer, CONSTRAINT t_r FOREIGN KEY (tenant, r_id) REFERENCES public.r ON DELETE SET NULL (r_id));
ALTER TABLE public.t ADD CONSTRAINT t_s FOREIGN KEY (tenant, "S id") REFERENCES public.r ON DELETE SET DEFAULT ("S id") DEFERRABLE;
