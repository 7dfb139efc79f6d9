CREATE PROCEDURE public.work(n integer DEFAULT 1) LANGUAGE plpgsql AS 'BEGIN NULL; END';
CREATE PROCEDURE public.rest(hours integer) LANGUAGE plpgsql AS 'BEGIN NULL; END';
GRANT EXECUTE ON PROCEDURE public.rest(integer) TO pg_monitor;
