CREATE TABLE readings (at date NOT NULL, region text, id bigint, "Value" numeric) PARTITION BY RANGE (at);
CREATE TABLE readings_2024 PARTITION OF readings FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
INSERT INTO readings VALUES ('2024-05-01', 'north', 1, 2.5);
