CREATE TABLE public.t (id integer, n integer);
CREATE INDEX t_id ON public.t (id);
CREATE INDEX t_n ON public.t (n);

ALTER TABLE public.t CLUSTER ON t_n;
ALTER TABLE public.t OWNER TO pg_monitor;
