CREATE TABLE public.t (id integer, ts timestamptz, ip inet);
CREATE INDEX t_id ON public.t USING brin (id int4_minmax_multi_ops (values_per_range = 64)) WITH (pages_per_range = 32, autosummarize = on);
CREATE INDEX t_ts ON public.t USING brin (ts timestamptz_bloom_ops (n_distinct_per_range = 100));
CREATE INDEX t_ip ON public.t USING brin (ip inet_bloom_ops);
