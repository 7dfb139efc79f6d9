-- mutation: policy.present
-- delta: +policy
CREATE POLICY extra_policy ON app.player USING (true);
-- mutation: policy.absent
-- delta: -policy
DROP POLICY team_edit ON app.team;
-- mutation: policy.name
-- delta: +policy, -policy
ALTER POLICY team_edit ON app.team RENAME TO team_write;
-- mutation: policy.command
-- delta: policy.command
DROP POLICY team_edit ON app.team;
CREATE POLICY team_edit ON app.team AS RESTRICTIVE USING (id > 10) WITH CHECK (name <> '');
-- mutation: policy.permissive
-- delta: policy.restrictive
DROP POLICY team_edit ON app.team;
CREATE POLICY team_edit ON app.team FOR UPDATE USING (id > 10) WITH CHECK (name <> '');
-- mutation: policy.roles
-- delta: policy.roles
ALTER POLICY team_own ON app.team TO pg_read_all_settings;
-- mutation: policy.role-added
-- delta: policy.roles
ALTER POLICY team_own ON app.team TO pg_monitor, pg_signal_backend;
-- mutation: policy.role-public
-- delta: policy.roles
ALTER POLICY team_own ON app.team TO PUBLIC;
-- mutation: policy.using
-- delta: policy.using
ALTER POLICY team_own ON app.team USING (id >= 0);
-- mutation: policy.with-check
-- delta: policy.check
ALTER POLICY team_edit ON app.team WITH CHECK (name <> 'none');
-- mutation: policy.with-check-dropped
-- delta: policy.check
DROP POLICY team_edit ON app.team;
CREATE POLICY team_edit ON app.team AS RESTRICTIVE FOR UPDATE USING (id > 10);
-- mutation: policy.using-dropped
-- delta: policy.using
DROP POLICY team_edit ON app.team;
CREATE POLICY team_edit ON app.team AS RESTRICTIVE FOR UPDATE WITH CHECK (name <> '');
-- mutation: policy.for-insert
-- delta: +policy
CREATE POLICY team_new ON app.team FOR INSERT TO CURRENT_USER WITH CHECK (id > 0);
-- mutation: policy.for-delete
-- delta: +policy
CREATE POLICY team_gone ON app.team FOR DELETE USING (id > 0);
