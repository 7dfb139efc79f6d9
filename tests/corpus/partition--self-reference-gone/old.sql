CREATE TABLE public.t (n integer NOT NULL, a integer, CONSTRAINT t_key UNIQUE (n, a)) PARTITION BY HASH (n);
CREATE TABLE public.t_p PARTITION OF public.t FOR VALUES WITH (MODULUS 1, REMAINDER 0);
ALTER TABLE public.t ADD CONSTRAINT t_up FOREIGN KEY (n, a) REFERENCES public.t (n, a);
CREATE INDEX t_a ON public.t (a);
