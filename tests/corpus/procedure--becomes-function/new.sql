CREATE FUNCTION public.work(n integer DEFAULT 1) RETURNS void LANGUAGE plpgsql AS 'BEGIN NULL; END';
CREATE PROCEDURE public.rest(how_long integer) LANGUAGE plpgsql AS 'BEGIN NULL; END';
ALTER PROCEDURE public.rest(integer) OWNER TO pg_monitor;
COMMENT ON PROCEDURE public.rest(integer) IS 'zzz';
