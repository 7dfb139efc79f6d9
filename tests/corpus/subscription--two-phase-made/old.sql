CREATE SUBSCRIPTION kept CONNECTION 'host=/nonexistent' PUBLICATION p
    WITH (connect = false, two_phase = true, disable_on_error = true);
CREATE SUBSCRIPTION gone CONNECTION 'host=/nonexistent' PUBLICATION p
    WITH (connect = false, two_phase = true, slot_name = 'gone_slot');
