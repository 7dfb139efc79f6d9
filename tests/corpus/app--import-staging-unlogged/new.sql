CREATE SCHEMA stage;
CREATE UNLOGGED TABLE stage.raw (line text, no bigint GENERATED ALWAYS AS IDENTITY, PRIMARY KEY (no)) WITH (autovacuum_enabled = off);
CREATE UNLOGGED TABLE stage.item (LIKE stage.raw INCLUDING ALL);
CREATE TABLE item (id integer PRIMARY KEY, v text, loaded timestamptz);
CREATE PROCEDURE stage.load(INOUT n bigint) LANGUAGE plpgsql AS $$ BEGIN DELETE FROM stage.item; COMMIT; n := 0; END $$;
