CREATE LANGUAGE pl_too HANDLER plpgsql_call_handler;
CREATE FUNCTION public.f() RETURNS integer LANGUAGE pl_too AS 'BEGIN RETURN 1; END';
