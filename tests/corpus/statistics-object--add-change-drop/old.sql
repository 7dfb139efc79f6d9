CREATE TABLE public.t (a integer, b integer, c text, "D d" numeric(10,2));

CREATE STATISTICS public.gone ON a, b FROM public.t;
CREATE STATISTICS public.changed (ndistinct) ON a, b FROM public.t;
COMMENT ON STATISTICS public.changed IS 'counts';
ALTER STATISTICS public.changed OWNER TO pg_monitor;
CREATE STATISTICS public.wider (mcv) ON a, c FROM public.t;
