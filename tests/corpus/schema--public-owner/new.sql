REVOKE USAGE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO pg_monitor;
CREATE TABLE public.t (a integer);
COMMENT ON SCHEMA public IS 'ours';
