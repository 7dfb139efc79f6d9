CREATE FUNCTION public.watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN NULL; END';

CREATE EVENT TRIGGER one ON ddl_command_end EXECUTE FUNCTION public.watch();
CREATE EVENT TRIGGER two ON sql_drop WHEN TAG IN ('DROP TABLE') EXECUTE FUNCTION public.watch();
