-- mutation: default.present
-- delta: +default
ALTER TABLE app.player ALTER COLUMN bio SET DEFAULT 'unknown';
-- mutation: default.absent
-- delta: -default
ALTER TABLE app.team ALTER COLUMN name DROP DEFAULT;
-- mutation: default.value
-- delta: default.expression
ALTER TABLE app.team ALTER COLUMN name SET DEFAULT 'Unnamed';
-- mutation: default.function
-- delta: default.expression
ALTER TABLE app.player ALTER COLUMN born SET DEFAULT clock_timestamp();
-- mutation: default.enum-value
-- delta: default.expression
ALTER TABLE app.player ALTER COLUMN mood SET DEFAULT 'sad';
-- mutation: default.sequence
-- delta: default.expression
ALTER TABLE app.player ALTER COLUMN number SET DEFAULT nextval('app.loose'::regclass);
-- mutation: default.user-function
-- delta: +default
ALTER TABLE app.plain ALTER COLUMN n SET DEFAULT app.add(1);
-- mutation: default.added-as-expression
-- delta: +default
ALTER TABLE app.plain ALTER COLUMN n SET DEFAULT (1 + 2);
