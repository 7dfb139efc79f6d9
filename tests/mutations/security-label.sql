-- mutation: security-label.table
-- delta: table.security_labels
INSERT INTO pg_seclabel VALUES ('app.team'::regclass, 'pg_class'::regclass, 0, 'dummy', 'classified');
-- mutation: security-label.column
-- delta: column.security_labels
INSERT INTO pg_seclabel VALUES ('app.team'::regclass, 'pg_class'::regclass, 1, 'dummy', 'secret');
-- mutation: security-label.function
-- delta: function.security_labels
INSERT INTO pg_seclabel VALUES ('app.add(integer, integer)'::regprocedure, 'pg_proc'::regclass, 0, 'other', 'it''s=odd');
-- mutation: security-label.schema
-- delta: schema.security_labels
INSERT INTO pg_seclabel VALUES ('side'::regnamespace, 'pg_namespace'::regclass, 0, 'dummy', 'unclassified');
-- mutation: security-label.type
-- delta: enum.security_labels
INSERT INTO pg_seclabel VALUES ('app.mood'::regtype, 'pg_type'::regclass, 0, 'dummy', 'unclassified');
