CREATE TABLE public.t (id integer PRIMARY KEY, a text, b text);

GRANT SELECT, DELETE, TRUNCATE, REFERENCES, TRIGGER ON public.t TO pg_monitor;
GRANT SELECT (id), UPDATE (a, b) ON public.t TO pg_read_all_settings;
GRANT INSERT (a) ON public.t TO pg_monitor WITH GRANT OPTION;
