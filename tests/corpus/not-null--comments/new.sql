CREATE TABLE public.t (a integer NOT NULL, b integer CONSTRAINT given_by NOT NULL, c integer NOT NULL, d integer NOT NULL);
COMMENT ON CONSTRAINT given_by ON public.t IS 'by the customer
in two lines';
COMMENT ON CONSTRAINT t_c_not_null ON public.t IS 'new here';
COMMENT ON CONSTRAINT t_d_not_null ON public.t IS 'new too';
CREATE TABLE public.came (a integer CONSTRAINT came_a NOT NULL, b integer PRIMARY KEY);
COMMENT ON CONSTRAINT came_a ON public.came IS 'comes';
COMMENT ON CONSTRAINT came_b_not_null ON public.came IS 'of the key';
