CREATE FUNCTION public.check_one(text[], oid) RETURNS boolean LANGUAGE sql AS 'SELECT true';
CREATE FUNCTION public.handle_one() RETURNS fdw_handler LANGUAGE internal AS 'tsm_system_handler';
CREATE FOREIGN DATA WRAPPER a HANDLER public.handle_one VALIDATOR public.check_one OPTIONS (x '1', y '2');
CREATE FOREIGN DATA WRAPPER b;
CREATE FOREIGN DATA WRAPPER c VALIDATOR postgresql_fdw_validator;
CREATE SERVER s FOREIGN DATA WRAPPER a;
