CREATE DOMAIN mark AS text DEFAULT 'x' CHECK (VALUE <> '');
CREATE TABLE ware (id integer, b date, m mark, n text DEFAULT 'some' NOT NULL);
CREATE INDEX ON ware (m);
CREATE TYPE list AS (x jsonb, wares ware[]);
CREATE DOMAIN stock AS list CHECK (VALUE IS NOT NULL);
CREATE TABLE shop (it stock, a ware, bs ware[]);
CREATE VIEW v AS SELECT (a).id, (a).m FROM shop;
