-- mutation: default.present
ALTER TABLE app.player ALTER COLUMN bio SET DEFAULT 'unknown';
-- mutation: default.absent
ALTER TABLE app.team ALTER COLUMN name DROP DEFAULT;
-- mutation: default.value
ALTER TABLE app.team ALTER COLUMN name SET DEFAULT 'Unnamed';
-- mutation: default.function
ALTER TABLE app.player ALTER COLUMN born SET DEFAULT clock_timestamp();
-- mutation: default.enum-value
ALTER TABLE app.player ALTER COLUMN mood SET DEFAULT 'sad';
-- mutation: default.sequence
ALTER TABLE app.player ALTER COLUMN number SET DEFAULT nextval('app.loose'::regclass);
-- mutation: default.user-function
ALTER TABLE app.plain ALTER COLUMN n SET DEFAULT app.add(1);
-- mutation: default.expression
ALTER TABLE app.plain ALTER COLUMN n SET DEFAULT (1 + 2);
