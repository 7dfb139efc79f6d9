CREATE TABLE public.t (id integer PRIMARY KEY, a integer, b text);

CREATE VIEW public.v AS SELECT id, a, b FROM public.t;

COMMENT ON VIEW public.v IS 'still there';
COMMENT ON COLUMN public.v.id IS 'the number';
GRANT SELECT (id), UPDATE (b) ON public.v TO pg_monitor;
ALTER VIEW public.v OWNER TO pg_read_all_settings;
