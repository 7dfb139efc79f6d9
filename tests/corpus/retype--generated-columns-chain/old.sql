CREATE TABLE t (a integer, b integer GENERATED ALWAYS AS (a * 2) STORED, c text GENERATED ALWAYS AS ('n' || a::text) STORED, CHECK (b > a), UNIQUE (c));
CREATE VIEW v AS SELECT a, b, c FROM t;
