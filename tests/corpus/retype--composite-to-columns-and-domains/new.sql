CREATE DOMAIN zip AS text CHECK (VALUE ~ '^\d+$');
CREATE TYPE addr AS (street text, zip zip, land char(2));
CREATE TABLE t (id integer, a addr, b addr[]);
CREATE INDEX i ON t (((a).zip), ((a).land));
