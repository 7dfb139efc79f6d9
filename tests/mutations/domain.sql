-- mutation: domain.present
-- delta: +domain
CREATE DOMAIN app.extra_domain AS integer;
-- mutation: domain.absent
-- delta: -domain
DROP DOMAIN app.score;
-- mutation: domain.base-type
-- delta: domain.type
DROP DOMAIN app.score;
CREATE DOMAIN app.score AS bigint;
-- mutation: domain.type-modifier
-- delta: domain.type
DROP DOMAIN app.label;
CREATE DOMAIN app.label AS character varying(11) COLLATE "C";
-- mutation: domain.collation
-- delta: domain.collation
DROP DOMAIN app.label;
CREATE DOMAIN app.label AS character varying(10) COLLATE "POSIX";
-- mutation: domain.default-changed
-- delta: domain-default.expression
ALTER DOMAIN app.mail SET DEFAULT 'root@localhost';
-- mutation: domain.default-dropped
-- delta: -domain-default
ALTER DOMAIN app.mail DROP DEFAULT;
-- mutation: domain.default-set
-- delta: +domain-default
ALTER DOMAIN app.score SET DEFAULT 5;
-- mutation: domain.not-null-dropped
-- delta: domain.not_null
ALTER DOMAIN app.mail DROP NOT NULL;
-- mutation: domain.not-null-set
-- delta: domain.not_null
ALTER DOMAIN app.score SET NOT NULL;
-- mutation: domain.check-added
-- delta: +domain-constraint
ALTER DOMAIN app.score ADD CONSTRAINT score_low CHECK (VALUE > 0);
-- mutation: domain.check-dropped
-- delta: -domain-constraint
ALTER DOMAIN app.mail DROP CONSTRAINT mail_at;
-- mutation: domain.check-expression
-- delta: domain-constraint.expression
ALTER DOMAIN app.mail DROP CONSTRAINT mail_at;
ALTER DOMAIN app.mail ADD CONSTRAINT mail_at CHECK (VALUE ~ '.@.');
COMMENT ON CONSTRAINT mail_at ON DOMAIN app.mail IS 'one at least';
-- mutation: domain.check-name
-- delta: +domain-constraint, -domain-constraint
ALTER DOMAIN app.mail RENAME CONSTRAINT mail_at TO mail_has_at;
-- mutation: domain.check-not-valid
-- delta: domain-constraint.not_valid
ALTER DOMAIN app.mail DROP CONSTRAINT mail_at;
ALTER DOMAIN app.mail ADD CONSTRAINT mail_at CHECK (VALUE ~ '@') NOT VALID;
COMMENT ON CONSTRAINT mail_at ON DOMAIN app.mail IS 'one at least';
-- mutation: domain.schema
-- delta: +domain, -domain
ALTER DOMAIN app.score SET SCHEMA side;
-- mutation: domain.not-null-name since 17
-- delta: domain.not_null_name
ALTER DOMAIN app.mail DROP NOT NULL;
ALTER DOMAIN app.mail ADD CONSTRAINT mail_given NOT NULL;
-- mutation: domain.not-null-comment since 17
-- delta: domain.not_null_comment
COMMENT ON CONSTRAINT mail_not_null ON DOMAIN app.mail IS 'always there';
