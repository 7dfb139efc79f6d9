CREATE TYPE pair AS (x integer, y bigint, z text[]);
CREATE TABLE t (id integer, own pair, many pair[]);
INSERT INTO t VALUES (1, NULL, NULL);
