CREATE TABLE public.t (a integer NOT NULL, b integer NOT NULL, CONSTRAINT t_key PRIMARY KEY (b, a));
COMMENT ON CONSTRAINT t_key ON public.t IS 'the key';
INSERT INTO public.t SELECT i, i FROM generate_series(1, 300) i;
