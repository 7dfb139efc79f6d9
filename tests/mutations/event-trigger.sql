-- mutation: event-trigger.present
-- delta: +event-trigger
CREATE EVENT TRIGGER extra_watch ON sql_drop EXECUTE FUNCTION app.on_ddl();
-- mutation: event-trigger.absent
-- delta: -event-trigger
DROP EVENT TRIGGER watch;
-- mutation: event-trigger.name
-- delta: +event-trigger, -event-trigger
ALTER EVENT TRIGGER watch RENAME TO watcher;
-- mutation: event-trigger.disabled
-- delta: event-trigger.firing
ALTER EVENT TRIGGER watch DISABLE;
-- mutation: event-trigger.replica
-- delta: event-trigger.firing
ALTER EVENT TRIGGER watch ENABLE REPLICA;
-- mutation: event-trigger.always
-- delta: event-trigger.firing
ALTER EVENT TRIGGER watch ENABLE ALWAYS;
-- mutation: event-trigger.tags
-- delta: event-trigger.tags
DROP EVENT TRIGGER watch;
CREATE EVENT TRIGGER watch ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION app.on_ddl();
COMMENT ON EVENT TRIGGER watch IS 'keeps an eye open';
-- mutation: event-trigger.event
-- delta: event-trigger.event
DROP EVENT TRIGGER watch;
CREATE EVENT TRIGGER watch ON ddl_command_start WHEN TAG IN ('CREATE TABLE', 'DROP TABLE') EXECUTE FUNCTION app.on_ddl();
COMMENT ON EVENT TRIGGER watch IS 'keeps an eye open';
-- mutation: event-trigger.function
-- delta: +function, event-trigger.function
CREATE FUNCTION side.on_ddl() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;
DROP EVENT TRIGGER watch;
CREATE EVENT TRIGGER watch ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'DROP TABLE') EXECUTE FUNCTION side.on_ddl();
COMMENT ON EVENT TRIGGER watch IS 'keeps an eye open';
