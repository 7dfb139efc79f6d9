CREATE TABLE public.t (id integer PRIMARY KEY, a integer, b integer, c integer NOT NULL, d integer);
ALTER TABLE public.t ADD CONSTRAINT t_a_given NOT NULL a NOT VALID;
ALTER TABLE public.t ADD CONSTRAINT t_b_not_null NOT NULL b NOT VALID;
COMMENT ON CONSTRAINT t_b_not_null ON public.t IS 'rows of 1999 lack it';
CREATE INDEX t_c ON public.t (c);
