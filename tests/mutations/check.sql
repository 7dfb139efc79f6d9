-- mutation: check.present
ALTER TABLE app.plain ADD CONSTRAINT plain_n_low CHECK (n > 0);
-- mutation: check.absent
ALTER TABLE app.player DROP CONSTRAINT player_width;
-- mutation: check.name
ALTER TABLE app.player RENAME CONSTRAINT player_width TO player_not_thin;
-- mutation: check.expression
ALTER TABLE app.player DROP CONSTRAINT player_width;
ALTER TABLE app.player ADD CONSTRAINT player_width CHECK (width >= 0) NO INHERIT;
-- mutation: check.validated
ALTER TABLE app.player VALIDATE CONSTRAINT player_born;
-- mutation: check.not-valid
ALTER TABLE app.player DROP CONSTRAINT player_width;
ALTER TABLE app.player ADD CONSTRAINT player_width CHECK (width > 0) NO INHERIT NOT VALID;
-- mutation: check.no-inherit-dropped
ALTER TABLE app.player DROP CONSTRAINT player_width;
ALTER TABLE app.player ADD CONSTRAINT player_width CHECK (width > 0);
-- mutation: check.no-inherit-set
ALTER TABLE app.player DROP CONSTRAINT player_born;
ALTER TABLE app.player ADD CONSTRAINT player_born CHECK (born > '1900-01-01 00:00:00+00'::timestamptz) NO INHERIT NOT VALID;
