-- mutation: procedure.present
-- delta: +procedure
CREATE PROCEDURE app.extra_procedure() LANGUAGE sql AS 'SELECT 1';
-- mutation: procedure.absent
-- delta: -procedure
DROP PROCEDURE app.tidy(integer);
-- mutation: procedure.body
-- delta: procedure.body
CREATE OR REPLACE PROCEDURE app.tidy(days integer DEFAULT 7) LANGUAGE plpgsql AS $$ BEGIN DELETE FROM app.player WHERE id <= days; END $$;
-- mutation: procedure.argument-default
-- delta: procedure.defaults
CREATE OR REPLACE PROCEDURE app.tidy(days integer DEFAULT 8) LANGUAGE plpgsql AS $$ BEGIN DELETE FROM app.player WHERE id < days; END $$;
-- mutation: procedure.argument-type
-- delta: +procedure, -procedure
DROP PROCEDURE app.tidy(integer);
CREATE PROCEDURE app.tidy(days bigint DEFAULT 7) LANGUAGE plpgsql AS $$ BEGIN DELETE FROM app.player WHERE id < days; END $$;
COMMENT ON PROCEDURE app.tidy(bigint) IS 'sweeps';
-- mutation: procedure.argument-mode
-- delta: procedure.arguments
DROP PROCEDURE app.tidy(integer);
CREATE PROCEDURE app.tidy(INOUT days integer DEFAULT 7) LANGUAGE plpgsql AS $$ BEGIN DELETE FROM app.player WHERE id < days; END $$;
COMMENT ON PROCEDURE app.tidy(integer) IS 'sweeps';
-- mutation: procedure.argument-out since 14
-- delta: procedure.arguments, procedure.comment, procedure.defaults
DROP PROCEDURE app.tidy(integer);
CREATE PROCEDURE app.tidy(IN days integer, OUT gone integer) LANGUAGE plpgsql AS $$ BEGIN DELETE FROM app.player WHERE id < days; END $$;
-- mutation: procedure.security-definer
-- delta: procedure.security_definer
ALTER PROCEDURE app.tidy(integer) SECURITY DEFINER;
-- mutation: procedure.setting
-- delta: procedure.config
ALTER PROCEDURE app.tidy(integer) SET lock_timeout = '3s';
-- mutation: procedure.language
-- delta: procedure.body, procedure.language
CREATE OR REPLACE PROCEDURE app.tidy(days integer DEFAULT 7) LANGUAGE sql AS $$ DELETE FROM app.player WHERE id < days $$;
-- mutation: procedure.body-atomic since 14
-- delta: procedure.body, procedure.language, procedure.sql_body
CREATE OR REPLACE PROCEDURE app.tidy(days integer DEFAULT 7) LANGUAGE sql BEGIN ATOMIC DELETE FROM app.player WHERE id < days; END;
-- mutation: procedure.library
-- delta: procedure.body, procedure.language, procedure.library
CREATE OR REPLACE PROCEDURE app.tidy(days integer DEFAULT 7) LANGUAGE c AS '$libdir/hstore', 'hstore_fetchval';
-- mutation: procedure.transforms
-- delta: +function, +transform, procedure.transforms
CREATE FUNCTION app.mood_in(internal) RETURNS internal LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE TRANSFORM FOR app.mood LANGUAGE plpgsql (FROM SQL WITH FUNCTION app.mood_in(internal));
CREATE OR REPLACE PROCEDURE app.tidy(days integer DEFAULT 7) LANGUAGE plpgsql TRANSFORM FOR TYPE app.mood AS $$ BEGIN DELETE FROM app.player WHERE id < days; END $$;
-- mutation: procedure.depends-on-extension
-- delta: procedure.depends_on_extension
ALTER PROCEDURE app.tidy(integer) DEPENDS ON EXTENSION hstore;
