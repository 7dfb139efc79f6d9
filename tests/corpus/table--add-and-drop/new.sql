CREATE TABLE public.stays (id integer PRIMARY KEY);

CREATE TABLE public.comes (id bigint PRIMARY KEY, stays_id integer REFERENCES public.stays, at timestamptz DEFAULT now());
GRANT SELECT ON public.comes TO pg_monitor;
