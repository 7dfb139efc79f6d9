-- mutation: partition.present
CREATE TABLE app.event_2024_nine PARTITION OF app.event_2024 FOR VALUES IN (9);
-- mutation: partition.absent
DROP TABLE app.event_2023;
-- mutation: partition.attached
ALTER TABLE app.event ATTACH PARTITION app.event_new FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
-- mutation: partition.detached
ALTER TABLE app.event DETACH PARTITION app.event_2023;
-- mutation: partition.default-detached
ALTER TABLE app.event DETACH PARTITION app.event_rest;
-- mutation: partition.range-bound
ALTER TABLE app.event DETACH PARTITION app.event_2023;
ALTER TABLE app.event ATTACH PARTITION app.event_2023 FOR VALUES FROM ('2023-01-01') TO ('2023-12-31');
-- mutation: partition.range-minvalue
ALTER TABLE app.event DETACH PARTITION app.event_2023;
ALTER TABLE app.event ATTACH PARTITION app.event_2023 FOR VALUES FROM (MINVALUE) TO ('2024-01-01');
-- mutation: partition.list-bound
ALTER TABLE app.event_2024 DETACH PARTITION app.event_2024_low;
ALTER TABLE app.event_2024 ATTACH PARTITION app.event_2024_low FOR VALUES IN (1, 2, 3, 4);
-- mutation: partition.hash-bound
ALTER TABLE app.spread DETACH PARTITION app.spread_1;
ALTER TABLE app.spread ATTACH PARTITION app.spread_1 FOR VALUES WITH (MODULUS 4, REMAINDER 1);
-- mutation: partition.default-bound
ALTER TABLE app.event DETACH PARTITION app.event_rest;
ALTER TABLE app.event ATTACH PARTITION app.event_rest FOR VALUES FROM ('2030-01-01') TO ('2031-01-01');
-- mutation: partition.parent
ALTER TABLE app.event DETACH PARTITION app.event_rest;
ALTER TABLE app.event_2024 DETACH PARTITION app.event_2024_rest;
ALTER TABLE app.event_2024 ATTACH PARTITION app.event_rest DEFAULT;
-- mutation: partition.strategy
DROP TABLE app.spread;
CREATE TABLE app.spread (id integer) PARTITION BY LIST (id);
-- mutation: partition.key
DROP TABLE app.event;
CREATE TABLE app.event (at date NOT NULL, id integer NOT NULL, body text, CONSTRAINT event_pk PRIMARY KEY (at, id)) PARTITION BY RANGE (id);
-- mutation: partition.key-expression
DROP TABLE app.spread;
CREATE TABLE app.spread (id integer) PARTITION BY HASH ((id + 1));
-- mutation: partition.key-collation
CREATE TABLE app.by_name (name text) PARTITION BY RANGE (name COLLATE "C");
-- mutation: partition.key-operator-class
CREATE TABLE app.by_pattern (name text) PARTITION BY RANGE (name text_pattern_ops);
-- mutation: partition.own-default
ALTER TABLE app.event_2023 ALTER COLUMN body SET DEFAULT 'old';
-- mutation: partition.own-not-null
ALTER TABLE app.event_2023 ALTER COLUMN body SET NOT NULL;
-- mutation: partition.own-check
ALTER TABLE app.event_2023 ADD CONSTRAINT event_2023_low CHECK (id < 1000);
-- mutation: partition.own-storage
ALTER TABLE app.event_2023 ALTER COLUMN body SET STORAGE EXTERNAL;
-- mutation: partition.own-option
ALTER TABLE app.event_2023 SET (fillfactor = 40);
