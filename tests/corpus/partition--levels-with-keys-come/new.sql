CREATE TABLE readings (at date NOT NULL, region text, id bigint, "Value" numeric) PARTITION BY RANGE (at);
CREATE TABLE readings_2024 PARTITION OF readings FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
-- The middle has keys and an index of its own that the top has not; each level below gets them.
CREATE TABLE readings_2025 PARTITION OF readings FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')
    PARTITION BY LIST (region);
ALTER TABLE readings_2025 ADD PRIMARY KEY (region, id);
CREATE INDEX "By value" ON readings_2025 ("Value" DESC) INCLUDE (at);
CREATE TABLE readings_2025_north PARTITION OF readings_2025 FOR VALUES IN ('north')
    PARTITION BY HASH (id);
CREATE TABLE readings_2025_north_0 PARTITION OF readings_2025_north
    FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE readings_2025_north_1 PARTITION OF readings_2025_north
    FOR VALUES WITH (MODULUS 2, REMAINDER 1);
ALTER TABLE readings_2025_north ADD CONSTRAINT "Own" UNIQUE (id, region, "Value") DEFERRABLE;
CREATE TABLE readings_2025_rest PARTITION OF readings_2025 DEFAULT;
