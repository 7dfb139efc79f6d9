CREATE TABLE public.a (id bigserial PRIMARY KEY, note text);
GRANT USAGE ON SEQUENCE public.a_id_seq TO pg_monitor;
COMMENT ON SEQUENCE public.a_id_seq IS 'feeds a';
CREATE VIEW public.v AS SELECT id FROM public.a;
