CREATE TABLE public.t (a integer, b integer, c text, "D d" numeric(10,2));

CREATE STATISTICS public.changed (ndistinct, dependencies) ON a, b FROM public.t;
COMMENT ON STATISTICS public.changed IS 'counts
and more';
ALTER STATISTICS public.changed OWNER TO pg_signal_backend;
CREATE STATISTICS public.wider (mcv) ON a, c, "D d" FROM public.t;
CREATE STATISTICS public."Added; one" (mcv) ON b, "D d" FROM public.t;
