CREATE SUBSCRIPTION s CONNECTION 'host=/nonexistent' PUBLICATION p, q
    WITH (connect = false, failover = true, synchronous_commit = local);
CREATE SUBSCRIPTION t CONNECTION 'host=/nonexistent' PUBLICATION p
    WITH (connect = false, failover = true, slot_name = 't_t');
