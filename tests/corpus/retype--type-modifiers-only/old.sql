CREATE TABLE t (a varchar(10), b numeric(5,2), c timestamp(0), d char(3), e bit(3), f interval day to second(2), g varchar);
CREATE VIEW v AS SELECT a, b, c, d, e, f, g FROM t;
CREATE INDEX i ON t (a, g);
