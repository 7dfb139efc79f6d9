CREATE SEQUENCE public.shared;
CREATE TABLE public.a (id bigint DEFAULT nextval('public.shared'::regclass) NOT NULL);
CREATE TABLE public.b (id bigint DEFAULT nextval('public.shared'::regclass) NOT NULL);
GRANT USAGE ON SEQUENCE public.shared TO pg_monitor;
