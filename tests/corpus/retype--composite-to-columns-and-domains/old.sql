CREATE TYPE addr AS (street text, zip text);
CREATE TABLE t (id integer, a addr, b addr[]);
CREATE INDEX i ON t (((a).zip));
