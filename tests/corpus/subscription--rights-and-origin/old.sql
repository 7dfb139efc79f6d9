DO $$ BEGIN
    CREATE ROLE corpus_feeder SUPERUSER;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
CREATE SUBSCRIPTION s CONNECTION 'host=/nonexistent' PUBLICATION p
    WITH (connect = false, run_as_owner = true, password_required = false, origin = none);
ALTER SUBSCRIPTION s OWNER TO corpus_feeder;
CREATE SUBSCRIPTION t CONNECTION 'host=/nonexistent' PUBLICATION p
    WITH (connect = false, streaming = on);
