DO $$ BEGIN
    CREATE ROLE "corpus Feeder" SUPERUSER;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
CREATE SUBSCRIPTION s CONNECTION 'host=/nonexistent' PUBLICATION p WITH (connect = false);
CREATE SUBSCRIPTION t CONNECTION 'host=/nonexistent' PUBLICATION p WITH (connect = false);
ALTER SUBSCRIPTION t OWNER TO "corpus Feeder";
