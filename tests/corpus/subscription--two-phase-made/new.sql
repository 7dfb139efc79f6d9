CREATE SUBSCRIPTION kept CONNECTION 'host=/nonexistent' PUBLICATION p
    WITH (connect = false, two_phase = true, slot_name = 'kept_slot');
CREATE SUBSCRIPTION "Made" CONNECTION 'host=/nonexistent' PUBLICATION p
    WITH (connect = false, two_phase = true, disable_on_error = true);
COMMENT ON SUBSCRIPTION "Made" IS 'made';
