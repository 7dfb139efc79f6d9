CREATE TABLE public.t (a integer, b text) WITH (vacuum_max_eager_freeze_failure_rate = 0.5, autovacuum_vacuum_max_threshold = 1000);
CREATE INDEX t_a ON public.t (a) WITH (deduplicate_items = off);
