CREATE TABLE public.t (a integer, b text) WITH (autovacuum_vacuum_max_threshold = -1, toast.vacuum_max_eager_freeze_failure_rate = 0.1, vacuum_truncate = false);
CREATE INDEX t_a ON public.t (a) WITH (deduplicate_items = on);
