CREATE TABLE t (a integer, b integer, c text);
CREATE INDEX i ON t ((a + b), c) WHERE a > b;
CREATE STATISTICS s ON (a - b), c FROM t;
ALTER TABLE t ADD CONSTRAINT k CHECK (a * b > 0), ADD EXCLUDE USING btree ((a - b) WITH =);
