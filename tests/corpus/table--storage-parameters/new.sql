CREATE TABLE public.hot (id integer PRIMARY KEY, body text) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05, toast.autovacuum_enabled = false, toast_tuple_target = 512);
CREATE TABLE public.cold (id integer PRIMARY KEY) WITH (parallel_workers = 4);
