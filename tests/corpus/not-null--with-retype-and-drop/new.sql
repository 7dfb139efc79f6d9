CREATE TABLE public.t (a bigint CONSTRAINT a_there NOT NULL, b varchar(20) CONSTRAINT b_given NOT NULL, c bigint GENERATED ALWAYS AS (a * 3) STORED CONSTRAINT c_there NOT NULL, e timestamp CONSTRAINT d_given NOT NULL);
COMMENT ON CONSTRAINT a_there ON public.t IS 'kept through a change of type';
CREATE VIEW public.v AS SELECT a, b FROM public.t;
