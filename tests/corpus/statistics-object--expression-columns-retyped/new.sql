CREATE TABLE public.t (a bigint, b bigint, c character varying(40), "D d" numeric(10,2));
CREATE STATISTICS public.s ON (a + b), lower(c) FROM public.t;
ALTER STATISTICS public.s SET STATISTICS 50;
COMMENT ON STATISTICS public.s IS 'of expressions';
