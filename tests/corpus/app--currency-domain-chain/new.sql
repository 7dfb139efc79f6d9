CREATE DOMAIN amount AS numeric(14,4) CONSTRAINT amount_positive CHECK (VALUE >= 0) CONSTRAINT amount_finite CHECK (VALUE <> 'NaN');
CREATE DOMAIN price AS amount DEFAULT 0.01;
CREATE TYPE bill_line AS (what text, cost amount, n integer);
CREATE TABLE bill (id integer PRIMARY KEY, total price NOT NULL, lines bill_line[]);
CREATE FUNCTION sum_of(bill_line[]) RETURNS amount LANGUAGE sql IMMUTABLE AS 'SELECT sum(cost * n)::amount FROM unnest($1)';
CREATE VIEW bills AS SELECT id, total, sum_of(lines) AS s FROM bill;
