CREATE TABLE public.t (id integer, ts timestamptz, ip inet);
CREATE INDEX t_id ON public.t USING brin (id int4_minmax_multi_ops (values_per_range = 16)) WITH (pages_per_range = 32);
CREATE INDEX t_ts ON public.t USING brin (ts timestamptz_bloom_ops (false_positive_rate = 0.05, n_distinct_per_range = 100));
