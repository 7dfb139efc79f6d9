CREATE TABLE public.t (a integer, b integer, c text, "D d" numeric(10,2));

CREATE STATISTICS public.s (mcv, dependencies) ON a, b FROM public.t;
ALTER STATISTICS public.s SET STATISTICS 321;
ALTER STATISTICS public.s OWNER TO pg_monitor;
COMMENT ON STATISTICS public.s IS 'keep me';
CREATE STATISTICS public.other ON c, "D d" FROM public.t;
CREATE VIEW public.v AS SELECT a, b FROM public.t;
GRANT SELECT ON public.v TO pg_monitor;
