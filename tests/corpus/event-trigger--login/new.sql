CREATE FUNCTION public.hello() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; END $$;
CREATE EVENT TRIGGER greet ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION public.hello();
CREATE EVENT TRIGGER "second greeting" ON login EXECUTE FUNCTION public.hello();
ALTER EVENT TRIGGER "second greeting" DISABLE;
