CREATE FUNCTION public.watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN NULL; END';

CREATE EVENT TRIGGER one ON ddl_command_start WHEN TAG IN ('CREATE TABLE', 'ALTER TABLE') EXECUTE FUNCTION public.watch();
CREATE EVENT TRIGGER three ON table_rewrite EXECUTE FUNCTION public.watch();
COMMENT ON EVENT TRIGGER three IS 'looks for rewrites';
