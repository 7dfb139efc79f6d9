-- mutation: domain.present
CREATE DOMAIN app.extra_domain AS integer;
-- mutation: domain.absent
DROP DOMAIN app.score;
-- mutation: domain.base-type
DROP DOMAIN app.score;
CREATE DOMAIN app.score AS bigint;
-- mutation: domain.type-modifier
DROP DOMAIN app.label;
CREATE DOMAIN app.label AS character varying(11) COLLATE "C";
-- mutation: domain.collation
DROP DOMAIN app.label;
CREATE DOMAIN app.label AS character varying(10) COLLATE "POSIX";
-- mutation: domain.default-changed
ALTER DOMAIN app.mail SET DEFAULT 'root@localhost';
-- mutation: domain.default-dropped
ALTER DOMAIN app.mail DROP DEFAULT;
-- mutation: domain.default-set
ALTER DOMAIN app.score SET DEFAULT 5;
-- mutation: domain.not-null-dropped
ALTER DOMAIN app.mail DROP NOT NULL;
-- mutation: domain.not-null-set
ALTER DOMAIN app.score SET NOT NULL;
-- mutation: domain.check-added
ALTER DOMAIN app.score ADD CONSTRAINT score_low CHECK (VALUE > 0);
-- mutation: domain.check-dropped
ALTER DOMAIN app.mail DROP CONSTRAINT mail_at;
-- mutation: domain.check-expression
ALTER DOMAIN app.mail DROP CONSTRAINT mail_at;
ALTER DOMAIN app.mail ADD CONSTRAINT mail_at CHECK (VALUE ~ '.@.');
COMMENT ON CONSTRAINT mail_at ON DOMAIN app.mail IS 'one at least';
-- mutation: domain.check-name
ALTER DOMAIN app.mail RENAME CONSTRAINT mail_at TO mail_has_at;
-- mutation: domain.check-not-valid
ALTER DOMAIN app.mail DROP CONSTRAINT mail_at;
ALTER DOMAIN app.mail ADD CONSTRAINT mail_at CHECK (VALUE ~ '@') NOT VALID;
COMMENT ON CONSTRAINT mail_at ON DOMAIN app.mail IS 'one at least';
-- mutation: domain.schema
ALTER DOMAIN app.score SET SCHEMA side;
