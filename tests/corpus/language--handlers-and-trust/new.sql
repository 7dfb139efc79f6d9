CREATE TRUSTED LANGUAGE pl_too HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler VALIDATOR plpgsql_validator;
COMMENT ON LANGUAGE pl_too IS 'again';
REVOKE USAGE ON LANGUAGE pl_too FROM PUBLIC;
GRANT USAGE ON LANGUAGE pl_too TO pg_monitor WITH GRANT OPTION;
ALTER LANGUAGE pl_too OWNER TO pg_monitor;
CREATE FUNCTION public.f() RETURNS integer LANGUAGE pl_too AS 'BEGIN RETURN 1; END';
