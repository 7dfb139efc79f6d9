CREATE SCHEMA x; CREATE SCHEMA y; CREATE TYPE y.c AS (last text, first text); CREATE TABLE t(id int, v y.c, w y.c[]);
