DO $$ BEGIN
    CREATE ROLE "corpus Feeder" SUPERUSER;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
CREATE SUBSCRIPTION s CONNECTION 'host=/nonexistent' PUBLICATION p WITH (connect = false);
ALTER SUBSCRIPTION s OWNER TO "corpus Feeder";
CREATE SUBSCRIPTION t CONNECTION 'host=/nonexistent' PUBLICATION q WITH (connect = false);
CREATE SUBSCRIPTION v CONNECTION 'host=/nonexistent' PUBLICATION q WITH (connect = false);
ALTER SUBSCRIPTION v OWNER TO "corpus Feeder";
