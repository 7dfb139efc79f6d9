CREATE TABLE public.t (a integer, b integer, c text) PARTITION BY RANGE (b);
CREATE TABLE public.t_1 PARTITION OF public.t FOR VALUES FROM (1) TO (2);
CREATE STATISTICS public.s ON a, b FROM public.t;
ALTER STATISTICS public.s SET STATISTICS 5;
COMMENT ON STATISTICS public.s IS 'of the whole';
CREATE STATISTICS public.s_1 (mcv) ON b, c FROM public.t_1;
ALTER STATISTICS public.s_1 OWNER TO pg_monitor;
