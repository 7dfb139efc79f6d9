DO $$ BEGIN
    CREATE ROLE corpus_feeder SUPERUSER;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
CREATE SUBSCRIPTION s CONNECTION 'host=/nonexistent' PUBLICATION p WITH (connect = false);
CREATE SUBSCRIPTION t CONNECTION 'host=/nonexistent' PUBLICATION p
    WITH (connect = false, streaming = parallel, run_as_owner = true, origin = none);
ALTER SUBSCRIPTION t OWNER TO corpus_feeder;
CREATE SUBSCRIPTION u CONNECTION 'host=/nonexistent' PUBLICATION p
    WITH (connect = false, password_required = false, slot_name = NONE);
COMMENT ON SUBSCRIPTION u IS 'without';
