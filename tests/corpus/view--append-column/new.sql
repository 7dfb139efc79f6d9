CREATE TABLE public.t (id integer PRIMARY KEY, a text, b text);

CREATE VIEW public.v AS SELECT id, a, b FROM public.t WHERE id > 0;

CREATE VIEW public.vv AS SELECT count(*) AS n FROM public.v;
GRANT SELECT ON public.v TO pg_monitor;
