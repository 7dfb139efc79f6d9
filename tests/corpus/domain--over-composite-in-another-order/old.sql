CREATE TYPE c AS (a text, b text, n int); CREATE DOMAIN dm AS c CHECK ((value).n > 0); CREATE TABLE t(z dm);
