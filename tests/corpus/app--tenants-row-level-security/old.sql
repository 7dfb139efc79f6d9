CREATE SCHEMA app;
CREATE TABLE app.tenant (id uuid PRIMARY KEY, name text);
CREATE TABLE app.doc (id uuid PRIMARY KEY, tenant uuid REFERENCES app.tenant, owner name DEFAULT current_user, body text);
CREATE FUNCTION app.tenant_of() RETURNS text LANGUAGE sql STABLE AS 'SELECT current_setting(''app.tenant'', true)';
ALTER TABLE app.doc ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON app.doc USING (tenant::text = app.tenant_of());
GRANT SELECT, INSERT ON app.doc TO pg_monitor;
