CREATE EXTENSION hstore WITH SCHEMA public;

GRANT EXECUTE ON FUNCTION public.akeys(public.hstore) TO pg_monitor;
