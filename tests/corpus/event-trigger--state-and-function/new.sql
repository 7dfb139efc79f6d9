CREATE FUNCTION public.watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN NULL; END';

CREATE FUNCTION public."watch more"() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN NULL; END';
CREATE EVENT TRIGGER one ON ddl_command_end EXECUTE FUNCTION public."watch more"();
ALTER EVENT TRIGGER one ENABLE ALWAYS;
CREATE EVENT TRIGGER two ON ddl_command_end EXECUTE FUNCTION public.watch();
ALTER EVENT TRIGGER two ENABLE REPLICA;
