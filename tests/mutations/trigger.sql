-- mutation: trigger.present
-- delta: +trigger
CREATE TRIGGER extra_trigger BEFORE DELETE ON app.team FOR EACH ROW EXECUTE FUNCTION app.on_player();
-- mutation: trigger.absent
-- delta: -trigger
DROP TRIGGER player_many ON app.player;
-- mutation: trigger.name
-- delta: +trigger, -trigger
ALTER TRIGGER player_many ON app.player RENAME TO player_all;
-- mutation: trigger.timing
-- delta: trigger.timing
DROP TRIGGER player_row ON app.player;
CREATE TRIGGER player_row AFTER INSERT OR UPDATE OF nick, height ON app.player FOR EACH ROW WHEN (NEW.height > 1) EXECUTE FUNCTION app.on_player('one', 'two');
COMMENT ON TRIGGER player_row ON app.player IS 'looks at each';
-- mutation: trigger.events
-- delta: trigger.events
DROP TRIGGER player_row ON app.player;
CREATE TRIGGER player_row BEFORE UPDATE OF nick, height ON app.player FOR EACH ROW WHEN (NEW.height > 1) EXECUTE FUNCTION app.on_player('one', 'two');
COMMENT ON TRIGGER player_row ON app.player IS 'looks at each';
-- mutation: trigger.event-truncate
-- delta: trigger.events, trigger.new_table, trigger.old_table
DROP TRIGGER player_many ON app.player;
CREATE TRIGGER player_many AFTER TRUNCATE ON app.player FOR EACH STATEMENT EXECUTE FUNCTION app.on_many();
-- mutation: trigger.update-columns
-- delta: trigger.columns
DROP TRIGGER player_row ON app.player;
CREATE TRIGGER player_row BEFORE INSERT OR UPDATE OF nick ON app.player FOR EACH ROW WHEN (NEW.height > 1) EXECUTE FUNCTION app.on_player('one', 'two');
COMMENT ON TRIGGER player_row ON app.player IS 'looks at each';
-- mutation: trigger.update-columns-dropped
-- delta: trigger.columns
DROP TRIGGER player_row ON app.player;
CREATE TRIGGER player_row BEFORE INSERT OR UPDATE ON app.player FOR EACH ROW WHEN (NEW.height > 1) EXECUTE FUNCTION app.on_player('one', 'two');
COMMENT ON TRIGGER player_row ON app.player IS 'looks at each';
-- mutation: trigger.for-each
-- delta: trigger.each_row, trigger.timing
DROP TRIGGER tall_instead ON app.tall;
CREATE TRIGGER tall_instead BEFORE INSERT ON app.tall FOR EACH STATEMENT EXECUTE FUNCTION app.on_player();
-- mutation: trigger.when
-- delta: trigger.when
DROP TRIGGER player_row ON app.player;
CREATE TRIGGER player_row BEFORE INSERT OR UPDATE OF nick, height ON app.player FOR EACH ROW WHEN (NEW.height > 2) EXECUTE FUNCTION app.on_player('one', 'two');
COMMENT ON TRIGGER player_row ON app.player IS 'looks at each';
-- mutation: trigger.when-dropped
-- delta: trigger.when
DROP TRIGGER player_row ON app.player;
CREATE TRIGGER player_row BEFORE INSERT OR UPDATE OF nick, height ON app.player FOR EACH ROW EXECUTE FUNCTION app.on_player('one', 'two');
COMMENT ON TRIGGER player_row ON app.player IS 'looks at each';
-- mutation: trigger.arguments
-- delta: trigger.arguments
DROP TRIGGER player_row ON app.player;
CREATE TRIGGER player_row BEFORE INSERT OR UPDATE OF nick, height ON app.player FOR EACH ROW WHEN (NEW.height > 1) EXECUTE FUNCTION app.on_player('one', 'two''s');
COMMENT ON TRIGGER player_row ON app.player IS 'looks at each';
-- mutation: trigger.function
-- delta: trigger.function
DROP TRIGGER player_row ON app.player;
CREATE TRIGGER player_row BEFORE INSERT OR UPDATE OF nick, height ON app.player FOR EACH ROW WHEN (NEW.height > 1) EXECUTE FUNCTION app.on_many('one', 'two');
COMMENT ON TRIGGER player_row ON app.player IS 'looks at each';
-- mutation: trigger.old-table
-- delta: trigger.old_table
DROP TRIGGER player_many ON app.player;
CREATE TRIGGER player_many AFTER UPDATE ON app.player REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION app.on_many();
-- mutation: trigger.new-table-name
-- delta: trigger.new_table
DROP TRIGGER player_many ON app.player;
CREATE TRIGGER player_many AFTER UPDATE ON app.player REFERENCING OLD TABLE AS before NEW TABLE AS afterwards FOR EACH STATEMENT EXECUTE FUNCTION app.on_many();
-- mutation: trigger.constraint-dropped
-- delta: trigger.constraint, trigger.deferrable, trigger.initially_deferred
DROP TRIGGER player_late ON app.player;
CREATE TRIGGER player_late AFTER INSERT ON app.player FOR EACH ROW EXECUTE FUNCTION app.on_many();
-- mutation: trigger.deferrable
-- delta: trigger.deferrable, trigger.initially_deferred
DROP TRIGGER player_late ON app.player;
CREATE CONSTRAINT TRIGGER player_late AFTER INSERT ON app.player NOT DEFERRABLE FOR EACH ROW EXECUTE FUNCTION app.on_many();
-- mutation: trigger.initially
-- delta: trigger.initially_deferred
DROP TRIGGER player_late ON app.player;
CREATE CONSTRAINT TRIGGER player_late AFTER INSERT ON app.player DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION app.on_many();
-- mutation: trigger.referenced-table
-- delta: trigger.from
DROP TRIGGER player_late ON app.player;
CREATE CONSTRAINT TRIGGER player_late AFTER INSERT ON app.player FROM app.team DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.on_many();
-- mutation: trigger.disabled
-- delta: trigger.firing
ALTER TABLE app.player DISABLE TRIGGER player_row;
-- mutation: trigger.replica
-- delta: trigger.firing
ALTER TABLE app.player ENABLE REPLICA TRIGGER player_row;
-- mutation: trigger.always
-- delta: trigger.firing
ALTER TABLE app.player ENABLE ALWAYS TRIGGER player_row;
-- mutation: trigger.on-view
-- delta: trigger.events
DROP TRIGGER tall_instead ON app.tall;
CREATE TRIGGER tall_instead INSTEAD OF INSERT OR DELETE ON app.tall FOR EACH ROW EXECUTE FUNCTION app.on_player();
-- mutation: trigger.on-partitioned
-- delta: +trigger
CREATE TRIGGER event_row AFTER INSERT ON app.event FOR EACH ROW EXECUTE FUNCTION app.on_many();
-- mutation: trigger.on-partition-disabled
-- delta: +trigger
CREATE TRIGGER event_row AFTER INSERT ON app.event FOR EACH ROW EXECUTE FUNCTION app.on_many();
ALTER TABLE app.event_2023 DISABLE TRIGGER event_row;
-- mutation: trigger.disabled-copy
-- delta: +trigger
CREATE TRIGGER spread_row AFTER INSERT ON app.spread FOR EACH ROW EXECUTE FUNCTION app.on_many();
ALTER TABLE app.spread_0 DISABLE TRIGGER spread_row;
-- mutation: trigger.copy
-- delta: +trigger, trigger.copy, trigger.each_row, trigger.events, trigger.firing, trigger.function, trigger.timing
DROP TRIGGER spread_one ON app.spread_1;
CREATE TRIGGER spread_one AFTER INSERT ON app.spread FOR EACH ROW EXECUTE FUNCTION app.on_many();
ALTER TABLE app.spread_1 DISABLE TRIGGER spread_one;
