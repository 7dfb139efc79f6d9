-- mutation: procedure.present
CREATE PROCEDURE app.extra_procedure() LANGUAGE sql AS 'SELECT 1';
-- mutation: procedure.absent
DROP PROCEDURE app.tidy(integer);
-- mutation: procedure.body
CREATE OR REPLACE PROCEDURE app.tidy(days integer DEFAULT 7) LANGUAGE plpgsql AS $$ BEGIN DELETE FROM app.player WHERE id <= days; END $$;
-- mutation: procedure.argument-default
CREATE OR REPLACE PROCEDURE app.tidy(days integer DEFAULT 8) LANGUAGE plpgsql AS $$ BEGIN DELETE FROM app.player WHERE id < days; END $$;
-- mutation: procedure.argument-type
DROP PROCEDURE app.tidy(integer);
CREATE PROCEDURE app.tidy(days bigint DEFAULT 7) LANGUAGE plpgsql AS $$ BEGIN DELETE FROM app.player WHERE id < days; END $$;
COMMENT ON PROCEDURE app.tidy(bigint) IS 'sweeps';
-- mutation: procedure.argument-mode
DROP PROCEDURE app.tidy(integer);
CREATE PROCEDURE app.tidy(INOUT days integer DEFAULT 7) LANGUAGE plpgsql AS $$ BEGIN DELETE FROM app.player WHERE id < days; END $$;
COMMENT ON PROCEDURE app.tidy(integer) IS 'sweeps';
-- mutation: procedure.argument-out since 14
DROP PROCEDURE app.tidy(integer);
CREATE PROCEDURE app.tidy(IN days integer, OUT gone integer) LANGUAGE plpgsql AS $$ BEGIN DELETE FROM app.player WHERE id < days; END $$;
-- mutation: procedure.security-definer
ALTER PROCEDURE app.tidy(integer) SECURITY DEFINER;
-- mutation: procedure.setting
ALTER PROCEDURE app.tidy(integer) SET lock_timeout = '3s';
-- mutation: procedure.language
CREATE OR REPLACE PROCEDURE app.tidy(days integer DEFAULT 7) LANGUAGE sql AS $$ DELETE FROM app.player WHERE id < days $$;
