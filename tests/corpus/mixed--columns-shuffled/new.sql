CREATE TABLE public.t (id integer PRIMARY KEY, x boolean DEFAULT false NOT NULL, a text, c date, d text);
CREATE INDEX t_ab ON public.t (a, c);
CREATE VIEW public.v AS SELECT a, c, x FROM public.t;
GRANT SELECT (x, a) ON public.t TO pg_monitor;
