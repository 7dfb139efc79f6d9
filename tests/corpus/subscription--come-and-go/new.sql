CREATE SCHEMA app;
CREATE TABLE app.orders (id bigint PRIMARY KEY, note text, placed timestamptz);
CREATE SUBSCRIPTION feed CONNECTION 'host=/nonexistent' PUBLICATION "Orders; all", orders
    WITH (connect = false);
COMMENT ON SUBSCRIPTION feed IS 'needs orders';
CREATE SUBSCRIPTION "No slot" CONNECTION 'host=/nonexistent' PUBLICATION x
    WITH (connect = false, slot_name = NONE, synchronous_commit = remote_write);
CREATE SUBSCRIPTION stays CONNECTION 'host=/nonexistent' PUBLICATION a, b
    WITH (connect = false, slot_name = NONE);
