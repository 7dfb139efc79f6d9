CREATE SCHEMA x; CREATE SCHEMA y; CREATE TYPE x.c AS (first text, last text); CREATE TABLE t(id int, v x.c, w x.c[]);
