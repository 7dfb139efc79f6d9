CREATE SUBSCRIPTION s CONNECTION 'host=/nonexistent' PUBLICATION p
    WITH (connect = false, streaming = on);
CREATE SUBSCRIPTION t CONNECTION 'host=/nonexistent' PUBLICATION p
    WITH (connect = false, streaming = off, binary = true);
CREATE SUBSCRIPTION u CONNECTION 'host=/nonexistent' PUBLICATION p
    WITH (connect = false, streaming = off, binary = true, slot_name = NONE);
