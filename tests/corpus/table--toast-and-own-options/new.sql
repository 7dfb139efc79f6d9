CREATE TABLE public.t (id integer, body text) WITH (fillfactor = 80, toast_tuple_target = 200, toast.autovacuum_vacuum_threshold = 99, toast.vacuum_truncate = false);
CREATE TABLE public.u (id integer, body text) WITH (toast.autovacuum_vacuum_scale_factor = 0.25, parallel_workers = 3, log_autovacuum_min_duration = 5);
CREATE TABLE public.no_toast (id integer, body text) WITH (user_catalog_table = true);
CREATE MATERIALIZED VIEW public.m WITH (toast.autovacuum_enabled = true) AS SELECT body FROM public.t;
