-- mutation: check.present
-- delta: +check-constraint
ALTER TABLE app.plain ADD CONSTRAINT plain_n_low CHECK (n > 0);
-- mutation: check.absent
-- delta: -check-constraint
ALTER TABLE app.player DROP CONSTRAINT player_width;
-- mutation: check.name
-- delta: +check-constraint, -check-constraint
ALTER TABLE app.player RENAME CONSTRAINT player_width TO player_not_thin;
-- mutation: check.expression
-- delta: check-constraint.expression
ALTER TABLE app.player DROP CONSTRAINT player_width;
ALTER TABLE app.player ADD CONSTRAINT player_width CHECK (width >= 0) NO INHERIT;
-- mutation: check.validated
-- delta: check-constraint.not_valid
ALTER TABLE app.player VALIDATE CONSTRAINT player_born;
-- mutation: check.not-valid
-- delta: check-constraint.not_valid
ALTER TABLE app.player DROP CONSTRAINT player_width;
ALTER TABLE app.player ADD CONSTRAINT player_width CHECK (width > 0) NO INHERIT NOT VALID;
-- mutation: check.no-inherit-dropped
-- delta: check-constraint.no_inherit
ALTER TABLE app.player DROP CONSTRAINT player_width;
ALTER TABLE app.player ADD CONSTRAINT player_width CHECK (width > 0);
-- mutation: check.no-inherit-set
-- delta: check-constraint.no_inherit
ALTER TABLE app.player DROP CONSTRAINT player_born;
ALTER TABLE app.player ADD CONSTRAINT player_born CHECK (born > '1900-01-01 00:00:00+00'::timestamptz) NO INHERIT NOT VALID;
-- mutation: check.own-besides-inherited
-- delta: check-constraint.inherited_only
ALTER TABLE app.dog ADD CONSTRAINT animal_name CHECK (name <> '');
-- mutation: check.not-enforced since 18
-- delta: check-constraint.not_enforced
ALTER TABLE app.player DROP CONSTRAINT player_height;
ALTER TABLE app.player ADD CONSTRAINT player_height CHECK (height > 0) NOT ENFORCED;
COMMENT ON CONSTRAINT player_height ON app.player IS 'nobody is flat';
