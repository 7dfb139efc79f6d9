CREATE SUBSCRIPTION s CONNECTION 'host=/nonexistent' PUBLICATION p
    WITH (connect = false, streaming = off, binary = true);
CREATE SUBSCRIPTION t CONNECTION 'host=/nonexistent' PUBLICATION p
    WITH (connect = false, streaming = on);
