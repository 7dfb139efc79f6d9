-- mutation: rule.present
-- delta: +rule
CREATE RULE extra_rule AS ON INSERT TO app.team DO ALSO NOTIFY team;
-- mutation: rule.absent
-- delta: -rule
DROP RULE team_note ON app.team;
-- mutation: rule.name
-- delta: +rule, -rule
ALTER RULE team_note ON app.team RENAME TO team_noted;
-- mutation: rule.event
-- delta: rule.definition
CREATE OR REPLACE RULE team_keep AS ON UPDATE TO app.team WHERE (OLD.id = 1) DO INSTEAD NOTHING;
-- mutation: rule.condition
-- delta: rule.definition
CREATE OR REPLACE RULE team_keep AS ON DELETE TO app.team WHERE (OLD.id = 2) DO INSTEAD NOTHING;
-- mutation: rule.condition-dropped
-- delta: rule.definition
CREATE OR REPLACE RULE team_keep AS ON DELETE TO app.team DO INSTEAD NOTHING;
-- mutation: rule.instead
-- delta: rule.definition
CREATE OR REPLACE RULE team_note AS ON UPDATE TO app.team DO INSTEAD INSERT INTO app.scrap VALUES (OLD.id, OLD.name);
-- mutation: rule.action
-- delta: rule.definition
CREATE OR REPLACE RULE team_note AS ON UPDATE TO app.team DO ALSO INSERT INTO app.scrap VALUES (NEW.id, OLD.name);
-- mutation: rule.two-actions
-- delta: rule.definition
CREATE OR REPLACE RULE team_note AS ON UPDATE TO app.team DO ALSO (INSERT INTO app.scrap VALUES (OLD.id, OLD.name); NOTIFY team);
-- mutation: rule.disabled
-- delta: rule.firing
ALTER TABLE app.team DISABLE RULE team_keep;
-- mutation: rule.replica
-- delta: rule.firing
ALTER TABLE app.team ENABLE REPLICA RULE team_keep;
-- mutation: rule.always
-- delta: rule.firing
ALTER TABLE app.team ENABLE ALWAYS RULE team_keep;
-- mutation: rule.on-view
-- delta: +rule
CREATE RULE tall_gone AS ON DELETE TO app.tall DO INSTEAD DELETE FROM app.player WHERE id = OLD.id;
