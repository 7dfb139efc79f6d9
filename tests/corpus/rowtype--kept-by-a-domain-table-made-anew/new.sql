CREATE TABLE ware (n integer NOT NULL, id boolean) PARTITION BY HASH (n);
CREATE TABLE ware_0 PARTITION OF ware FOR VALUES WITH (MODULUS 1, REMAINDER 0);
CREATE TYPE list AS (x jsonb, wares ware[]);
CREATE DOMAIN stock AS list CHECK (VALUE IS NOT NULL);
CREATE TABLE shop (it stock, a bigint);
