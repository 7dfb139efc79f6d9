CREATE TYPE currency AS ENUM ('EUR', 'USD');
CREATE TABLE invoice (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, total real NOT NULL DEFAULT 0, cur currency NOT NULL DEFAULT 'EUR', due date);
CREATE FUNCTION gross(i invoice) RETURNS real LANGUAGE sql STABLE AS 'SELECT i.total * 1.2::real';
CREATE VIEW open_invoice AS SELECT id, total, gross(invoice.*) AS gross FROM invoice WHERE due > current_date;
CREATE INDEX invoice_big ON invoice (total) WHERE total > 1000;
