CREATE FUNCTION public."my handler"() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler';
CREATE TRUSTED LANGUAGE "PL/Odd" HANDLER public."my handler" VALIDATOR plpgsql_validator;
CREATE FUNCTION public.f() RETURNS integer LANGUAGE "PL/Odd" AS 'BEGIN RETURN 1; END';
CREATE PROCEDURE public.p() LANGUAGE "PL/Odd" AS 'BEGIN NULL; END';
