CREATE TABLE public.t (id integer PRIMARY KEY, a integer, b integer NOT NULL, c integer, d integer);
ALTER TABLE public.t ADD CONSTRAINT t_a_there NOT NULL a NOT VALID;
ALTER TABLE public.t ADD CONSTRAINT t_c_not_null NOT NULL c NOT VALID;
ALTER TABLE public.t ADD CONSTRAINT "t d" NOT NULL d NOT VALID;
COMMENT ON CONSTRAINT t_b_not_null ON public.t IS 'all rows have it';
CREATE INDEX t_c ON public.t (c);
