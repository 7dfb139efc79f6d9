CREATE TABLE public.t (a integer, b text) WITH (toast.vacuum_truncate = false);
CREATE TABLE public.u (a integer, c jsonb) WITH (fillfactor = 90, toast.autovacuum_enabled = false, toast.vacuum_index_cleanup = on);
INSERT INTO public.t VALUES (1, 2);
