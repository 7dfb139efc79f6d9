CREATE TABLE ware (id jsonb, b date);
CREATE TYPE list AS (x jsonb, wares ware[]);
CREATE DOMAIN stock AS list CHECK (VALUE IS NOT NULL);
CREATE TABLE shop (it stock, a bigint);
