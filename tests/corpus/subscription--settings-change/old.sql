CREATE PUBLICATION orders FOR ALL TABLES;
CREATE SUBSCRIPTION one CONNECTION 'host=/nonexistent' PUBLICATION orders, "Lines"
    WITH (connect = false);
CREATE SUBSCRIPTION two CONNECTION 'host=/nonexistent' PUBLICATION a
    WITH (connect = false, slot_name = two_of_us, synchronous_commit = local);
COMMENT ON SUBSCRIPTION two IS 'the second';
CREATE SUBSCRIPTION three CONNECTION 'host=/nonexistent' PUBLICATION a WITH (connect = false);
