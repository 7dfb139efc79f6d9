CREATE TABLE public.t (id integer PRIMARY KEY, a text);

ALTER TABLE public.t OWNER TO pg_monitor;
GRANT SELECT ON public.t TO pg_signal_backend;
