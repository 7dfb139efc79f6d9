CREATE TABLE t (a bigint, b numeric GENERATED ALWAYS AS (a * 2.5) STORED, c varchar(30) GENERATED ALWAYS AS ('n' || a::text) STORED, CHECK (b > a::numeric), UNIQUE (c));
CREATE VIEW v AS SELECT a, b, c FROM t;
