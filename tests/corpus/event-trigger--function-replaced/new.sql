CREATE SCHEMA "two; two";
CREATE FUNCTION "two; two"."note it"() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN NULL; END';
CREATE EVENT TRIGGER watch ON ddl_command_end WHEN TAG IN ('ALTER TABLE', 'CREATE TABLE') EXECUTE FUNCTION "two; two"."note it"();
ALTER EVENT TRIGGER watch ENABLE REPLICA;
COMMENT ON EVENT TRIGGER watch IS 'keep';
CREATE TABLE public.t (id integer);
