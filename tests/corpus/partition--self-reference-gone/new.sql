CREATE TABLE public.t (n integer NOT NULL, e integer UNIQUE, CONSTRAINT t_up FOREIGN KEY (e) REFERENCES public.t (e));
