CREATE DOMAIN mark AS text DEFAULT 'x' CHECK (VALUE <> '');
CREATE TABLE ware (id integer, b date);
CREATE TYPE list AS (x jsonb, wares ware[]);
CREATE DOMAIN stock AS list CHECK (VALUE IS NOT NULL);
CREATE TABLE shop (it stock, a ware, bs ware[]);
INSERT INTO ware VALUES (1, '2020-01-01');
INSERT INTO shop VALUES ('("{}","{""(1,)""}")', '(1,2020-01-01)', ARRAY['(2,2020-02-02)'::ware, NULL]);
CREATE VIEW v AS SELECT (a).id FROM shop;
