CREATE SCHEMA billing;
CREATE TABLE billing.invoice (id integer PRIMARY KEY, total numeric(12,2) NOT NULL);

CREATE SCHEMA archive;
CREATE TABLE archive.invoice (id integer PRIMARY KEY, total numeric(12,2) NOT NULL, archived_at timestamptz);
COMMENT ON SCHEMA archive IS 'invoices older than seven years';
