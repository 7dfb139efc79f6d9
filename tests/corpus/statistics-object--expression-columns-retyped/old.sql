CREATE TABLE public.t (a integer, b integer, c text, "D d" numeric(10,2));

CREATE STATISTICS public.s ON (a + b), lower(c) FROM public.t;
ALTER STATISTICS public.s SET STATISTICS 50;
COMMENT ON STATISTICS public.s IS 'of expressions';
