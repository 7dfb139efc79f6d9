CREATE TABLE public.t (id integer PRIMARY KEY, a text);

ALTER TABLE public.t ALTER COLUMN a SET STATISTICS 321;
ALTER TABLE public.t ALTER COLUMN a SET STORAGE EXTERNAL;
ALTER TABLE public.t ALTER COLUMN a SET (n_distinct = 5);
COMMENT ON COLUMN public.t.a IS 'stays';
GRANT SELECT (a) ON public.t TO pg_monitor;
CREATE INDEX t_a ON public.t (a) WITH (fillfactor = 55);
COMMENT ON INDEX public.t_a IS 'stays too';
ALTER TABLE public.t ADD CONSTRAINT t_a_check CHECK (a <> '');
COMMENT ON CONSTRAINT t_a_check ON public.t IS 'stays as well';
CREATE VIEW public.v AS SELECT a FROM public.t;
ALTER VIEW public.v OWNER TO pg_monitor;
