-- mutation: view.present
CREATE VIEW app.extra_view AS SELECT 1 AS one;
-- mutation: view.absent
DROP VIEW app.tall_team;
-- mutation: view.query
CREATE OR REPLACE VIEW app.tall AS SELECT p.id, p.nick, p.height FROM app.player p WHERE p.height > 2;
-- mutation: view.column-appended
CREATE OR REPLACE VIEW app.tall AS SELECT p.id, p.nick, p.height, p.width FROM app.player p WHERE p.height > 1.9;
-- mutation: view.column-name
ALTER VIEW app.tall RENAME COLUMN height TO size;
-- mutation: view.column-order
DROP VIEW app.tall_team;
CREATE VIEW app.tall_team WITH (security_barrier = true) AS SELECT id, name, code FROM app.team WHERE name <> '' WITH LOCAL CHECK OPTION;
-- mutation: view.column-type
DROP VIEW app.tall_team;
CREATE VIEW app.tall_team WITH (security_barrier = true) AS SELECT id, code::text AS code, name FROM app.team WHERE name <> '' WITH LOCAL CHECK OPTION;
-- mutation: view.security-barrier-dropped
ALTER VIEW app.tall_team RESET (security_barrier);
-- mutation: view.security-barrier-set
ALTER VIEW app.tall SET (security_barrier = true);
-- mutation: view.security-barrier-false
ALTER VIEW app.tall_team SET (security_barrier = false);
-- mutation: view.security-invoker since 15
ALTER VIEW app.tall SET (security_invoker = true);
-- mutation: view.check-option
ALTER VIEW app.tall_team SET (check_option = cascaded);
-- mutation: view.check-option-dropped
ALTER VIEW app.tall_team RESET (check_option);
-- mutation: view.check-option-set
ALTER VIEW app.tall SET (check_option = local);
-- mutation: view.schema
ALTER VIEW app.tall_team SET SCHEMA side;
-- mutation: view.join-order
CREATE OR REPLACE VIEW app.tall AS SELECT p.id, p.nick, p.height FROM app.player p JOIN app.team t ON t.id = p.team_id WHERE p.height > 1.9;
