CREATE TABLE public.t (a integer NOT NULL, b integer CONSTRAINT given NOT NULL, c integer NOT NULL, d integer);
COMMENT ON CONSTRAINT t_a_not_null ON public.t IS 'it''s needed; \ and "so" on';
COMMENT ON CONSTRAINT given ON public.t IS 'by the customer';
CREATE TABLE public.gone (a integer CONSTRAINT gone_a NOT NULL);
COMMENT ON CONSTRAINT gone_a ON public.gone IS 'leaves';
