-- mutation: partition.present
-- delta: +column, +index, +index-attachment, +partition-bound, +primary-key, +table
CREATE TABLE app.event_2024_nine PARTITION OF app.event_2024 FOR VALUES IN (9);
-- mutation: partition.absent
-- delta: -column, -index, -index-attachment, -partition-bound, -primary-key, -table
DROP TABLE app.event_2023;
-- mutation: partition.attached
-- delta: +index, +index-attachment, +partition-bound
ALTER TABLE app.event ATTACH PARTITION app.event_new FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
-- mutation: partition.detached
-- delta: -index-attachment, -partition-bound
ALTER TABLE app.event DETACH PARTITION app.event_2023;
-- mutation: partition.default-detached
-- delta: -index-attachment, -partition-bound
ALTER TABLE app.event DETACH PARTITION app.event_rest;
-- mutation: partition.range-bound
-- delta: partition-bound.bound
ALTER TABLE app.event DETACH PARTITION app.event_2023;
ALTER TABLE app.event ATTACH PARTITION app.event_2023 FOR VALUES FROM ('2023-01-01') TO ('2023-12-31');
-- mutation: partition.range-minvalue
-- delta: partition-bound.bound
ALTER TABLE app.event DETACH PARTITION app.event_2023;
ALTER TABLE app.event ATTACH PARTITION app.event_2023 FOR VALUES FROM (MINVALUE) TO ('2024-01-01');
-- mutation: partition.list-bound
-- delta: partition-bound.bound
ALTER TABLE app.event_2024 DETACH PARTITION app.event_2024_low;
ALTER TABLE app.event_2024 ATTACH PARTITION app.event_2024_low FOR VALUES IN (1, 2, 3, 4);
-- mutation: partition.hash-bound
-- delta: partition-bound.bound
ALTER TABLE app.spread DETACH PARTITION app.spread_1;
ALTER TABLE app.spread ATTACH PARTITION app.spread_1 FOR VALUES WITH (MODULUS 4, REMAINDER 1);
-- mutation: partition.default-bound
-- delta: partition-bound.bound
ALTER TABLE app.event DETACH PARTITION app.event_rest;
ALTER TABLE app.event ATTACH PARTITION app.event_rest FOR VALUES FROM ('2030-01-01') TO ('2031-01-01');
-- mutation: partition.parent
-- delta: -index-attachment, -partition-bound, index-attachment.above, partition-bound.parent
ALTER TABLE app.event DETACH PARTITION app.event_rest;
ALTER TABLE app.event_2024 DETACH PARTITION app.event_2024_rest;
ALTER TABLE app.event_2024 ATTACH PARTITION app.event_rest DEFAULT;
-- mutation: partition.strategy
-- delta: -column, -partition-bound, -table, -trigger, table.acl, table.partition_key
DROP TABLE app.spread;
CREATE TABLE app.spread (id integer) PARTITION BY LIST (id);
-- mutation: partition.key
-- delta: -column, -index, -index-attachment, -partition-bound, -primary-key, -table, table.acl, table.partition_key
DROP TABLE app.event;
CREATE TABLE app.event (at date NOT NULL, id integer NOT NULL, body text, CONSTRAINT event_pk PRIMARY KEY (at, id)) PARTITION BY RANGE (id);
-- mutation: partition.key-expression
-- delta: -column, -partition-bound, -table, -trigger, table.acl, table.partition_key
DROP TABLE app.spread;
CREATE TABLE app.spread (id integer) PARTITION BY HASH ((id + 1));
-- mutation: partition.key-collation
-- delta: +column, +table
CREATE TABLE app.by_name (name text) PARTITION BY RANGE (name COLLATE "C");
-- mutation: partition.key-operator-class
-- delta: +column, +table
CREATE TABLE app.by_pattern (name text) PARTITION BY RANGE (name text_pattern_ops);
-- mutation: partition.own-default
-- delta: +default
ALTER TABLE app.event_2023 ALTER COLUMN body SET DEFAULT 'old';
-- mutation: partition.own-not-null
-- delta: column.not_null
ALTER TABLE app.event_2023 ALTER COLUMN body SET NOT NULL;
-- mutation: partition.own-check
-- delta: +check-constraint
ALTER TABLE app.event_2023 ADD CONSTRAINT event_2023_low CHECK (id < 1000);
-- mutation: partition.own-storage
-- delta: column.storage
ALTER TABLE app.event_2023 ALTER COLUMN body SET STORAGE EXTERNAL;
-- mutation: partition.own-option
-- delta: table.options
ALTER TABLE app.event_2023 SET (fillfactor = 40);
-- mutation: partition.detaching since 14
-- delta: partition-bound.detaching
UPDATE pg_catalog.pg_inherits SET inhdetachpending = true WHERE inhrelid = 'app.event_2023'::regclass;
