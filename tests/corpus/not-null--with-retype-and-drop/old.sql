CREATE TABLE public.t (a integer CONSTRAINT a_given NOT NULL, b text CONSTRAINT b_given NOT NULL, c bigint GENERATED ALWAYS AS (a * 2) STORED CONSTRAINT c_given NOT NULL, d timestamp CONSTRAINT d_given NOT NULL);
COMMENT ON CONSTRAINT a_given ON public.t IS 'kept through a change of type';
CREATE VIEW public.v AS SELECT a, b FROM public.t;
