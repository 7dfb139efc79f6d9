CREATE PUBLICATION orders FOR ALL TABLES WITH (publish = 'insert');
CREATE SUBSCRIPTION one CONNECTION 'host=/nonexistent' PUBLICATION "Lines", orders, returns
    WITH (connect = false, slot_name = 'one_more', synchronous_commit = on);
COMMENT ON SUBSCRIPTION one IS 'more';
CREATE SUBSCRIPTION two CONNECTION 'host=/nonexistent' PUBLICATION b
    WITH (connect = false, slot_name = NONE);
CREATE SUBSCRIPTION three CONNECTION 'host=/nonexistent' PUBLICATION a WITH (connect = false);
COMMENT ON SUBSCRIPTION three IS '-- not; a ''comment''';
