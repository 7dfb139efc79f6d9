-- mutation: rule.present
CREATE RULE extra_rule AS ON INSERT TO app.team DO ALSO NOTIFY team;
-- mutation: rule.absent
DROP RULE team_note ON app.team;
-- mutation: rule.name
ALTER RULE team_note ON app.team RENAME TO team_noted;
-- mutation: rule.event
CREATE OR REPLACE RULE team_keep AS ON UPDATE TO app.team WHERE (OLD.id = 1) DO INSTEAD NOTHING;
-- mutation: rule.condition
CREATE OR REPLACE RULE team_keep AS ON DELETE TO app.team WHERE (OLD.id = 2) DO INSTEAD NOTHING;
-- mutation: rule.condition-dropped
CREATE OR REPLACE RULE team_keep AS ON DELETE TO app.team DO INSTEAD NOTHING;
-- mutation: rule.instead
CREATE OR REPLACE RULE team_note AS ON UPDATE TO app.team DO INSTEAD INSERT INTO app.scrap VALUES (OLD.id, OLD.name);
-- mutation: rule.action
CREATE OR REPLACE RULE team_note AS ON UPDATE TO app.team DO ALSO INSERT INTO app.scrap VALUES (NEW.id, OLD.name);
-- mutation: rule.two-actions
CREATE OR REPLACE RULE team_note AS ON UPDATE TO app.team DO ALSO (INSERT INTO app.scrap VALUES (OLD.id, OLD.name); NOTIFY team);
-- mutation: rule.disabled
ALTER TABLE app.team DISABLE RULE team_keep;
-- mutation: rule.replica
ALTER TABLE app.team ENABLE REPLICA RULE team_keep;
-- mutation: rule.always
ALTER TABLE app.team ENABLE ALWAYS RULE team_keep;
-- mutation: rule.on-view
CREATE RULE tall_gone AS ON DELETE TO app.tall DO INSTEAD DELETE FROM app.player WHERE id = OLD.id;
