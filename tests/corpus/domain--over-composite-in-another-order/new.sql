CREATE TYPE c AS (b text, a varchar(9), n text); CREATE DOMAIN dm AS c CHECK ((value).n > '0'); CREATE TABLE t(z dm);
