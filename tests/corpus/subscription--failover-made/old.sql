CREATE SUBSCRIPTION s CONNECTION 'host=/nonexistent' PUBLICATION p
    WITH (connect = false, failover = true);
