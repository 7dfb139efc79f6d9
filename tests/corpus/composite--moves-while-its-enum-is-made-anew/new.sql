CREATE SCHEMA x; CREATE SCHEMA y; CREATE TYPE st AS ENUM ('b','a'); CREATE TYPE y.c AS (s st, n text); CREATE TABLE t(v y.c);
