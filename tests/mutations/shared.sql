-- What the cluster keeps for the database of base.sql: a copy by template lacks it.
CREATE SUBSCRIPTION feed CONNECTION 'host=/nonexistent' PUBLICATION news, "Old news"
    WITH (connect = false, slot_name = 'feed_slot');
COMMENT ON SUBSCRIPTION feed IS 'from elsewhere';
CREATE SUBSCRIPTION idle_feed CONNECTION 'host=/nonexistent' PUBLICATION idle
    WITH (connect = false, slot_name = NONE, synchronous_commit = 'remote_apply');
