CREATE SCHEMA x; CREATE SCHEMA y; CREATE TYPE st AS ENUM ('a','b'); CREATE TYPE x.c AS (s st, n text); CREATE TABLE t(v x.c);
