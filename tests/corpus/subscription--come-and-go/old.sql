CREATE SCHEMA app;
CREATE TABLE app.orders (id bigint PRIMARY KEY, note text);
CREATE SUBSCRIPTION "Old; feed" CONNECTION 'host=/nonexistent' PUBLICATION orders
    WITH (connect = false, slot_name = 'old_feed');
COMMENT ON SUBSCRIPTION "Old; feed" IS E'fed by\n''shop''';
CREATE SUBSCRIPTION stays CONNECTION 'host=/nonexistent' PUBLICATION a, b
    WITH (connect = false, slot_name = NONE);
