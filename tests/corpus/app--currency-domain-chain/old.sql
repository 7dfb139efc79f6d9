CREATE DOMAIN amount AS numeric(10,2) CHECK (VALUE >= 0);
CREATE DOMAIN price AS amount DEFAULT 1 NOT NULL;
CREATE TYPE bill_line AS (what text, cost amount);
CREATE TABLE bill (id integer PRIMARY KEY, total price, lines bill_line[]);
CREATE FUNCTION sum_of(bill_line[]) RETURNS amount LANGUAGE sql IMMUTABLE AS 'SELECT sum(cost)::amount FROM unnest($1)';
CREATE VIEW bills AS SELECT id, total, sum_of(lines) AS s FROM bill;
