-- mutation: policy.present
CREATE POLICY extra_policy ON app.player USING (true);
-- mutation: policy.absent
DROP POLICY team_edit ON app.team;
-- mutation: policy.name
ALTER POLICY team_edit ON app.team RENAME TO team_write;
-- mutation: policy.command
DROP POLICY team_edit ON app.team;
CREATE POLICY team_edit ON app.team AS RESTRICTIVE USING (id > 10) WITH CHECK (name <> '');
-- mutation: policy.permissive
DROP POLICY team_edit ON app.team;
CREATE POLICY team_edit ON app.team FOR UPDATE USING (id > 10) WITH CHECK (name <> '');
-- mutation: policy.roles
ALTER POLICY team_own ON app.team TO pg_read_all_settings;
-- mutation: policy.role-added
ALTER POLICY team_own ON app.team TO pg_monitor, pg_signal_backend;
-- mutation: policy.role-public
ALTER POLICY team_own ON app.team TO PUBLIC;
-- mutation: policy.using
ALTER POLICY team_own ON app.team USING (id >= 0);
-- mutation: policy.with-check
ALTER POLICY team_edit ON app.team WITH CHECK (name <> 'none');
-- mutation: policy.with-check-dropped
DROP POLICY team_edit ON app.team;
CREATE POLICY team_edit ON app.team AS RESTRICTIVE FOR UPDATE USING (id > 10);
-- mutation: policy.using-dropped
DROP POLICY team_edit ON app.team;
CREATE POLICY team_edit ON app.team AS RESTRICTIVE FOR UPDATE WITH CHECK (name <> '');
-- mutation: policy.for-insert
CREATE POLICY team_new ON app.team FOR INSERT TO CURRENT_USER WITH CHECK (id > 0);
-- mutation: policy.for-delete
CREATE POLICY team_gone ON app.team FOR DELETE USING (id > 0);
