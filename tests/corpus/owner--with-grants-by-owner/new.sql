CREATE TABLE public.t (id integer PRIMARY KEY, a text);

ALTER TABLE public.t OWNER TO pg_read_all_settings;
GRANT SELECT ON public.t TO pg_signal_backend;
REVOKE DELETE ON public.t FROM pg_read_all_settings;
