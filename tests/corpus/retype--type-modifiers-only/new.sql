CREATE TABLE t (a varchar(5), b numeric, c timestamp(6), d char(5), e bit(5), f interval hour to minute, g varchar(100));
CREATE VIEW v AS SELECT a, b, c, d, e, f, g FROM t;
CREATE INDEX i ON t (a, g);
