CREATE TABLE t (a numeric, b double precision, c varchar(9));
CREATE INDEX i ON t ((a + b::numeric), c) WHERE a > b::numeric;
CREATE STATISTICS s ON (a - b::numeric), c FROM t;
ALTER TABLE t ADD CONSTRAINT k CHECK (a * b::numeric > 0), ADD EXCLUDE USING btree ((a - b::numeric) WITH =);
