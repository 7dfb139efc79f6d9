CREATE TABLE public.t (id integer, body text) WITH (fillfactor = 70, autovacuum_enabled = false, toast.autovacuum_enabled = false, toast.vacuum_truncate = true);
CREATE TABLE public.u (id integer, body text);
CREATE TABLE public.no_toast (id integer) WITH (fillfactor = 50);
CREATE MATERIALIZED VIEW public.m WITH (fillfactor = 60, toast.autovacuum_enabled = false) AS SELECT body FROM public.t;
