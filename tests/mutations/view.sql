-- mutation: view.present
-- delta: +view, +view-column
CREATE VIEW app.extra_view AS SELECT 1 AS one;
-- mutation: view.absent
-- delta: -view, -view-column
DROP VIEW app.tall_team;
-- mutation: view.query
-- delta: view.definition
CREATE OR REPLACE VIEW app.tall AS SELECT p.id, p.nick, p.height FROM app.player p WHERE p.height > 2;
-- mutation: view.column-appended
-- delta: +view-column, view.definition
CREATE OR REPLACE VIEW app.tall AS SELECT p.id, p.nick, p.height, p.width FROM app.player p WHERE p.height > 1.9;
-- mutation: view.column-name
-- delta: +view-column, -view-column, view.definition
ALTER VIEW app.tall RENAME COLUMN height TO size;
-- mutation: view.column-order
-- delta: view.acl, view.definition
DROP VIEW app.tall_team;
CREATE VIEW app.tall_team WITH (security_barrier = true) AS SELECT id, name, code FROM app.team WHERE name <> '' WITH LOCAL CHECK OPTION;
-- mutation: view.column-type
-- delta: view-column.type, view.acl, view.definition
DROP VIEW app.tall_team;
CREATE VIEW app.tall_team WITH (security_barrier = true) AS SELECT id, code::text AS code, name FROM app.team WHERE name <> '' WITH LOCAL CHECK OPTION;
-- mutation: view.security-barrier-dropped
-- delta: view.options
ALTER VIEW app.tall_team RESET (security_barrier);
-- mutation: view.security-barrier-set
-- delta: view.options
ALTER VIEW app.tall SET (security_barrier = true);
-- mutation: view.security-barrier-false
-- delta: view.options
ALTER VIEW app.tall_team SET (security_barrier = false);
-- mutation: view.security-invoker since 15
-- delta: view.options
ALTER VIEW app.tall SET (security_invoker = true);
-- mutation: view.check-option
-- delta: view.options
ALTER VIEW app.tall_team SET (check_option = cascaded);
-- mutation: view.check-option-dropped
-- delta: view.options
ALTER VIEW app.tall_team RESET (check_option);
-- mutation: view.check-option-set
-- delta: view.options
ALTER VIEW app.tall SET (check_option = local);
-- mutation: view.schema
-- delta: +view, +view-column, -view, -view-column
ALTER VIEW app.tall_team SET SCHEMA side;
-- mutation: view.join-order
-- delta: view.definition
CREATE OR REPLACE VIEW app.tall AS SELECT p.id, p.nick, p.height FROM app.player p JOIN app.team t ON t.id = p.team_id WHERE p.height > 1.9;
-- mutation: view.column-collation
-- delta: view-column.collation, view.acl, view.definition
DROP VIEW app.tall_team;
CREATE VIEW app.tall_team WITH (security_barrier = true) AS SELECT id, code, name COLLATE "C" AS name FROM app.team WHERE name <> '' WITH LOCAL CHECK OPTION;
