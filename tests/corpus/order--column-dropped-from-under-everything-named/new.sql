CREATE TABLE t (keep integer, also text);
CREATE INDEX t_both ON t (keep, also);
CREATE INDEX t_where ON t (keep) WHERE keep > 0;
ALTER TABLE t ADD CONSTRAINT t_u UNIQUE (keep);
CREATE STATISTICS t_s ON keep, also FROM t;
CREATE PUBLICATION pub FOR TABLE t;
CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TABLE r (a integer, b integer, FOREIGN KEY (a) REFERENCES t (keep));
