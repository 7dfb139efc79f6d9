CREATE TYPE currency AS ENUM ('EUR', 'GBP', 'USD', 'CHF');
CREATE TABLE invoice (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, total numeric(12,2) NOT NULL DEFAULT 0.00, cur currency NOT NULL DEFAULT 'GBP', due date NOT NULL DEFAULT current_date + 30);
CREATE FUNCTION gross(i invoice) RETURNS numeric LANGUAGE sql STABLE AS 'SELECT i.total * 1.2';
CREATE VIEW open_invoice AS SELECT id, total, gross(invoice.*) AS gross, cur FROM invoice WHERE due > current_date;
CREATE INDEX invoice_big ON invoice (total) WHERE total > 1000;
